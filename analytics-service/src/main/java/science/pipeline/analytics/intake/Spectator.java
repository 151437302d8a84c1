package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import science.pipeline.analysis.clock.Punctuality;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/** Looks at a dataset that another host writes, by its commits: asks no Kafka, writes nothing. Any thread. */
final class Spectator {

    /** Whoever asks within a second gets the same answer. */
    private static final long FRESH_NANOS = 900_000_000;

    private final ResultsFolder folder;
    private final LongSupplier nanos;
    private List<PartitionStatus> known = List.of();
    private Optional<Trouble> trouble = Optional.empty();
    private long readNanos;

    Spectator(ResultsFolder folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
        this.readNanos = nanos.getAsLong() - FRESH_NANOS - 1;
    }

    /** The partitions as their newest commits have them, ascending. */
    synchronized List<PartitionStatus> statuses() {
        look();
        return known;
    }

    /** Why there is nothing to be seen; empty while there is. */
    synchronized Optional<Trouble> trouble() {
        look();
        return trouble;
    }

    private void look() {
        if (nanos.getAsLong() - readNanos <= FRESH_NANOS) {
            return;
        }
        readNanos = nanos.getAsLong();
        try {
            known = folder.newestBooks().stream().map(Spectator::status).toList();
            trouble = known.isEmpty()
                    ? Optional.of(new Trouble(
                            Trouble.Kind.WAITING,
                            "analytics.mode=read-only: no dataset in " + folder.root()
                                    + " yet; expected the folder that another host writes"))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            trouble = Optional.of(Causes.ANYWHERE.of(unreadable));
        }
    }

    /** Lag, layers and clocks are known to the host that reads. */
    private static PartitionStatus status(Commit commit) {
        return new PartitionStatus(
                commit.partition(),
                commit.firstOffset(),
                commit.nextOffset(),
                commit.nextOffset(),
                -1,
                commit.counts(),
                List.of(),
                commit.judgements(),
                Punctuality.NONE,
                null);
    }
}
