package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.select.Tally;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.Truth;

/**
 * What the page shows, once a second.
 *
 * @param time milliseconds since 1970
 * @param state one word, with its reason unless all is well
 * @param concerns all that is wrong, the worst first
 * @param openAlarms alarms that stand, or why that is not known
 * @param dataAgeSeconds since something was read; null before anything was
 * @param point the rates of this second
 * @param ledger the books
 * @param share who reads what; null when this instance reads all
 * @param menu what each selection has counted
 * @param troubles by partition, why it does not go on
 * @param service what it runs on
 * @param minute figures of the last minute
 * @param total figures since this process reads
 * @param truth how flags compare with the sender's labels; null while there are none
 * @param layers what each detection layer is doing
 * @param judged what people have said of flags, by the layer that had found them oddest
 * @param detectors as the watch sees them
 * @param alarms those of the watch that stand, then the latest, the newest first
 */
record Snapshot(
        long time,
        String state,
        @Nullable String reason,
        List<Concern> concerns,
        OpenAlarms openAlarms,
        @Nullable Double dataAgeSeconds,
        Point point,
        Ledger ledger,
        @Nullable String share,
        Map<String, Tally> menu,
        Map<Integer, String> troubles,
        Service service,
        Figures minute,
        Figures total,
        @Nullable Truth truth,
        List<LayerState> layers,
        Map<String, Precision> judged,
        List<DetectorStates.Detector> detectors,
        List<DetectorAlarm> alarms) {

    /**
     * @param commits that stand
     * @param commitMillis what one took on average
     * @param commitsFailed that did not come to stand
     * @param diskFreeBytes -1 when unknown
     */
    record Service(long commits, double commitMillis, long commitsFailed, long diskFreeBytes) {}

    /**
     * @param spectra events by bin of each measure, as {@link PageFrame#measures} has them
     * @param scores events by score bin
     * @param particles events by particle type
     */
    record Figures(List<long[]> spectra, long[] scores, Map<String, Long> particles) {

        static Figures of(Totals totals) {
            return new Figures(totals.spectra(), totals.scores(), totals.particles());
        }
    }
}
