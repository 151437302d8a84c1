package science.pipeline.expression;

import org.jspecify.annotations.Nullable;

/** The values of one event, or of one line of a file, by the names of the {@link Scope}. */
public interface Row {

    /** A number, NaN if it is missing; of a boolean, 1 for true and 0 for false. */
    double number(String name);

    /** A name, or null if it is missing. */
    @Nullable String name(String name);
}
