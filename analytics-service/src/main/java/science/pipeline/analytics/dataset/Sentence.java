package science.pipeline.analytics.dataset;

import java.util.Locale;
import science.pipeline.analysis.aggregate.WindowStatistics;

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
        Double median = window.energyGev().all().p50();
        if (median != null) {
            text.append(String.format(Locale.ROOT, ", median energy %.1f GeV", median));
        }
        if (window.rejected() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d rejected", window.rejected()));
        }
        return text.toString();
    }

    private static String seconds(String time) {
        return time.substring(TIME_OF_DAY, SECONDS);
    }
}
