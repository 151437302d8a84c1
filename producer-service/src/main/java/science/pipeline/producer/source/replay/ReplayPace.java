package science.pipeline.producer.source.replay;

/**
 * How fast recorded events are replayed.
 *
 * @param factor times the speed at which they were recorded; infinite for as fast as possible
 */
public record ReplayPace(double factor) {

    /** Reads {@code fastest}, {@code original}, or a factor. */
    public static ReplayPace of(String text) {
        return switch (text) {
            case "fastest" -> new ReplayPace(Double.POSITIVE_INFINITY);
            case "original" -> new ReplayPace(1);
            default -> new ReplayPace(factor(text));
        };
    }

    /** Whether the recorded times do not matter. */
    public boolean isFastest() {
        return factor == Double.POSITIVE_INFINITY;
    }

    private static double factor(String text) {
        String expected = "expected fastest, original, or by what factor faster than recorded, such as 100";
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && factor < Double.POSITIVE_INFINITY) {
                return factor;
            }
            throw new IllegalArgumentException(expected);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }
}
