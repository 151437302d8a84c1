package science.pipeline.analytics.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.select.Tally;
import science.pipeline.analytics.dataset.Ledger;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;

/** The ledger: of the owned partitions while they are read, else of the newest commits. Any thread. */
@Component
final class Books {

    private final Intake intake;
    private final ResultsFolder folder;

    Books(Intake intake, ResultsFolder folder) {
        this.intake = intake;
        this.folder = folder;
    }

    Ledger ledger() {
        List<PartitionStatus> statuses = intake.statuses();
        if (isRead(statuses)) {
            return Ledger.of(total(statuses), statuses.stream().map(Books::line).toList());
        }
        try {
            return folder.ledger();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What each selection has counted. */
    Map<String, Tally> tallies() {
        List<PartitionStatus> statuses = intake.statuses();
        if (isRead(statuses)) {
            return total(statuses).tallies();
        }
        try {
            return folder.counts().tallies();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Which part of the topic the ledger is of, where other instances read the others; null when it is of all. */
    @Nullable String share() {
        List<PartitionStatus> statuses = intake.statuses();
        try {
            return isRead(statuses) ? share(statuses.size(), folder.partitionsBegun()) : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static @Nullable String share(int read, int begun) {
        return read < begun
                ? "this instance reads " + read + " of " + begun
                        + " partitions; the books of the others are with theirs"
                : null;
    }

    /** Whether partitions are owned, and at least one of them has been taken over. */
    private static boolean isRead(List<PartitionStatus> statuses) {
        return statuses.stream().anyMatch(status -> !status.counts().equals(PartitionCounts.NONE));
    }

    private static PartitionCounts total(List<PartitionStatus> statuses) {
        return statuses.stream().map(PartitionStatus::counts).reduce(PartitionCounts.NONE, PartitionCounts::plus);
    }

    private static Ledger.Line line(PartitionStatus status) {
        Long lag = status.lag() < 0 ? null : status.lag();
        return Ledger.Line.of(status.partition(), status.firstOffset(), status.nextOffset(), status.counts(), lag);
    }
}
