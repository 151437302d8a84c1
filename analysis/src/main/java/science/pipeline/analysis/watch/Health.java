package science.pipeline.analysis.watch;

import java.util.Locale;

/** What the watch thinks of a detector. */
public enum Health {
    /** As usual. */
    GOOD,
    /** A chart is on its way to its limit; nothing is learnt meanwhile. */
    WARNING,
    /** An alarm stands. */
    BAD,
    /** It cannot be told, or not yet. */
    UNKNOWN;

    /** As in files, metrics and on the page. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
