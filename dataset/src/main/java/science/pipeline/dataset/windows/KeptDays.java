package science.pipeline.dataset.windows;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Commit;

/**
 * Of which days the files of windows are kept: a function of the commits. The windows themselves stay among them, so
 * that files that went can be made again.
 *
 * @param fromMicros a day that has ended by then is not kept
 */
public record KeptDays(long fromMicros) {

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    /** Every day. */
    public static final KeptDays ALL = new KeptDays(Long.MIN_VALUE);

    /** @param behind the slowest clock; null for all */
    public static KeptDays of(@Nullable Duration behind, List<Commit> commits) {
        if (behind == null) {
            return ALL;
        }
        return commits.stream()
                .map(Commit::clockMicros)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .map(slowest -> new KeptDays(slowest - TimeUnit.SECONDS.toMicros(behind.toSeconds())))
                .orElse(ALL);
    }

    static long endOfDay(long micros) {
        return (Math.floorDiv(micros, DAY_MICROS) + 1) * DAY_MICROS;
    }

    /** Whether the day of a window is kept. */
    public boolean keeps(long startMicros) {
        return endOfDay(startMicros) > fromMicros;
    }

    /** Whether a day is kept, as {@code 2026-01-16}. */
    boolean keeps(String day) {
        return keeps(LocalDate.parse(day).toEpochDay() * DAY_MICROS);
    }
}
