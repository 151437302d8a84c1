package science.pipeline.terminal;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {

    private static final int BAR_CELLS = 10;

    private static final String[] MAGNITUDES = {"", "k", "M", "G", "T", "P", "E"};

    private Figures() {}

    /** A whole number with its thousands apart: {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A rate in events per second: {@code 0.3/s}, {@code 970/s}, {@code 12.3k/s}, {@code 1.0M/s}. */
    public static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f/s", perSecond) : scaled(perSecond, 1000, "") + "/s";
    }

    /** A size in decimal units: {@code 512 B}, {@code 4.0 GB}. */
    public static String bytes(long bytes) {
        return scaled(bytes, 1000, " ") + "B";
    }

    /** Minutes and seconds, from an hour on hours, minutes and seconds: {@code 0:12}, {@code 1:02:03}. */
    public static String duration(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /**
     * How far a bounded run has come: {@code [#####-----] 52 % 0:12 left}. The time is left out while nothing moves and
     * once all is done.
     *
     * @param done of {@code total}, a positive number
     * @param perSecond the speed at which {@code done} grows
     */
    public static String bar(long done, long total, double perSecond) {
        double fraction = Math.min(1.0, Math.max(0.0, (double) done / total));
        int full = (int) (fraction * BAR_CELLS);
        // Rounded down: 100 % is said only when it is true.
        String bar = "[" + "#".repeat(full) + "-".repeat(BAR_CELLS - full) + "] " + (int) (fraction * 100) + " %";
        boolean moving = perSecond > 0 && done < total;
        return moving ? bar + " " + duration((long) Math.ceil((total - done) / perSecond)) + " left" : bar;
    }

    /** The first {@code width} characters of {@code line}, the last of them an ellipsis if something had to go. */
    static String cut(String line, int width) {
        if (line.codePointCount(0, line.length()) <= width) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    private static String scaled(double value, int step, String gap) {
        int magnitude = 0;
        // 999.95 would be written as 1000.0: it belongs to the next magnitude.
        while (value >= (magnitude == 0 ? 999.5 : 999.95) && magnitude < MAGNITUDES.length - 1) {
            value /= step;
            magnitude++;
        }
        return String.format(Locale.ROOT, magnitude == 0 ? "%.0f" : "%.1f", value) + gap + MAGNITUDES[magnitude];
    }
}
