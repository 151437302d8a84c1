package science.pipeline.benchmarks.detection;

import java.util.Locale;

/** How a source prints its numbers; faults must not betray themselves by further digits. */
enum Printing {
    TWO_DECIMALS,
    SIX_DIGITS;

    double print(double value) {
        return switch (this) {
            case TWO_DECIMALS -> Math.rint(value * 100) / 100;
            case SIX_DIGITS -> Double.parseDouble(String.format(Locale.ROOT, "%.5e", value));
        };
    }
}
