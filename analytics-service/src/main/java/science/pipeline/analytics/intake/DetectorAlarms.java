package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.LiveWatch;
import science.pipeline.dataset.windows.LiveWatch.Findings;
import science.pipeline.dataset.windows.StatisticsFiles;

/**
 * What the watch over the detectors knows. It follows from the committed windows, so every instance can run it; the one
 * that owns partition 0 tells others of its alarms. Fed by one thread, read by any.
 */
public final class DetectorAlarms {

    private final Intake intake;
    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final Announcements announcements;
    private @Nullable LiveWatch watch;
    private boolean tells;
    private volatile Findings findings = Findings.NONE;

    DetectorAlarms(Intake intake, ResultsFolder folder, StatisticsFiles files, Announcements announcements) {
        this.intake = intake;
        this.folder = folder;
        this.files = files;
        this.announcements = announcements;
    }

    /**
     * Judges what is new.
     *
     * @param tell whether it is this process that others are told by
     */
    void look(boolean tell) throws IOException {
        if (watch == null || tells != tell) {
            remember();
            watch = tell
                    ? new LiveWatch(folder, files, announcements::alarms, System::nanoTime)
                    : LiveWatch.onlooking(folder, files, System::nanoTime);
            tells = tell;
        }
        findings = watch.look(this::isReadToItsEnd);
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
