package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analytics.dataset.LiveWatch;
import science.pipeline.analytics.dataset.LiveWatch.Findings;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.StatisticsFiles;

/**
 * What the watch over the detectors knows, while this process runs it: while it owns partition 0. Fed by one thread,
 * read by any.
 */
public final class DetectorAlarms {

    private final Intake intake;
    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final Announcements announcements;
    private @Nullable LiveWatch watch;
    private volatile Findings findings = Findings.NONE;

    DetectorAlarms(Intake intake, ResultsFolder folder, StatisticsFiles files, Announcements announcements) {
        this.intake = intake;
        this.folder = folder;
        this.files = files;
        this.announcements = announcements;
    }

    /** Judges what is new. */
    void look() throws IOException {
        if (watch == null) {
            watch = new LiveWatch(folder, files, announcements::alarms);
        }
        findings = watch.look(this::isReadToItsEnd);
    }

    /** Another process runs the watch. */
    void leave() throws IOException {
        remember();
        watch = null;
        findings = Findings.NONE;
    }

    /** Notes down which alarms others have. */
    void remember() throws IOException {
        if (watch != null) {
            watch.remember();
        }
    }

    private boolean isReadToItsEnd(int partition) {
        List<PartitionStatus> statuses = intake.statuses();
        return statuses.stream()
                .anyMatch(status -> status.partition() == partition
                        && status.lag() == 0
                        && status.committedOffset() == status.nextOffset());
    }

    /** From any thread. */
    public Findings findings() {
        return findings;
    }
}
