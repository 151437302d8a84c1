package science.pipeline.dataset.commit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a dataset.
 *
 * @param parts whether parts stay beside the final files
 * @param statistics how long behind the slowest clock the days of files of windows stay; null for ever
 */
public record Retention(Parts parts, @Nullable Duration statistics) {

    public static final Retention ALL = new Retention(Parts.KEEP, null);

    /** What becomes of the parts. */
    public enum Parts {
        KEEP,

        /** They go once their rows are in final files; the dataset is sealed then. */
        DROP_WHEN_FINAL
    }
}
