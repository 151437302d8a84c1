package science.pipeline.analysis.watch;

import java.util.Locale;

/** What is watched of a detector. */
enum Observable {
    /** Events a window, against the other detectors. */
    RATE,

    /** Where its energies lie, against those of the other detectors. */
    ENERGY_SCALE;

    /** As in files and messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
