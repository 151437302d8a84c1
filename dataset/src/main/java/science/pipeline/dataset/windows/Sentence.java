package science.pipeline.dataset.windows;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** A window summed up for the terminal. */
final class Sentence {

    private static final int TIME_OF_DAY = 11;
    private static final int SECONDS = 19;

    private Sentence() {}

    static String of(WindowStatistics window) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "window %s to %s UTC: %,d events, %,d flagged",
                seconds(window.windowStart()),
                seconds(window.windowEnd()),
                window.totalEvents(),
                window.anomalyCount()));
        window.selected().forEach((name, count) -> text.append(String.format(Locale.ROOT, ", %,d %s", count, name)));
        window.measures().stream().findFirst().ifPresent(measure -> {
            Double median = measure.all().p50();
            if (median != null) {
                String unit = measure.unit().isEmpty() ? "" : " " + measure.unit();
                text.append(String.format(Locale.ROOT, ", median %s %.1f%s", name(measure.name()), median, unit));
            }
        });
        if (window.rejected() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d rejected", window.rejected()));
        }
        return text.toString();
    }

    private static String name(String measure) {
        return measure.equals(Schema.byDefault().nameOf(Role.ENERGY, "")) ? "energy" : measure;
    }

    private static String seconds(@Nullable String time) {
        return Objects.requireNonNull(time, "BUG: what is outside of all windows has no time")
                .substring(TIME_OF_DAY, SECONDS);
    }
}
