package science.pipeline.analysis.watch;

import java.util.Locale;

/** What is watched of a detector. */
enum Observable {
    /** Events a window, against the other detectors. */
    RATE {
        @Override
        double change(double value) {
            double root = Math.max(0, 1 + value / 2);
            return root * root - 1;
        }
    },

    /** Where its energies lie, against those of the other detectors. */
    ENERGY_SCALE {
        @Override
        double change(double value) {
            return StrictMath.expm1(value);
        }
    },

    /** How its events lie in histograms, against its own past and the other detectors. */
    SHAPE {
        @Override
        double change(double value) {
            return value;
        }
    };

    /**
     * The relative change that a measurement stands for: rates are measured by roots of counts, scales by logarithms.
     */
    abstract double change(double value);

    static Observable labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** As in files and messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
