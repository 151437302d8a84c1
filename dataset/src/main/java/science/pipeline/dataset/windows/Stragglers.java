package science.pipeline.dataset.windows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.dataset.commit.Commit;

/**
 * Partitions that get nothing more while others go on, as when all of their detectors are dead: the live watch does not
 * wait for them. The one place where a clock counts; nothing that is stored depends on it.
 */
final class Stragglers {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final long aheadMicros;
    private final LongSupplier nanoTime;
    private final Map<Integer, Rest> resting = new HashMap<>();

    /** Since when a partition's clock has stood there. */
    private record Rest(@Nullable Long clockMicros, long sinceNanos) {}

    /** @param nanoTime a clock that never goes back */
    Stragglers(StatisticsConfiguration statistics, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        aheadMicros = TimeUnit.SECONDS.toMicros(
                statistics.lateness().plus(statistics.window()).toSeconds());
    }

    /** The commits of the partitions that are worth waiting for. */
    List<Commit> without(List<Commit> commits, IntPredicate isReadToItsEnd) {
        long front = commits.stream()
                .filter(commit -> commit.clockMicros() != null)
                .mapToLong(Commit::clockMicros)
                .max()
                .orElse(Long.MIN_VALUE);
        return commits.stream()
                .filter(commit -> !(isStraggling(commit, front) && isReadToItsEnd.test(commit.partition())))
                .toList();
    }

    private boolean isStraggling(Commit commit, long front) {
        Long clock = commit.clockMicros();
        boolean isBehind = clock == null ? front != Long.MIN_VALUE : clock + aheadMicros < front;
        if (!isBehind) {
            resting.remove(commit.partition());
            return false;
        }
        Rest rest = resting.get(commit.partition());
        if (rest == null || !Objects.equals(rest.clockMicros(), clock)) {
            rest = new Rest(clock, nanoTime.getAsLong());
            resting.put(commit.partition(), rest);
        }
        return nanoTime.getAsLong() - rest.sinceNanos() >= PATIENCE_NANOS;
    }
}
