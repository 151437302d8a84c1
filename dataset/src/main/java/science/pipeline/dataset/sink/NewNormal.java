package science.pipeline.dataset.sink;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person says that what a detector does is normal from now on: all that was learnt of it is forgotten, and it is
 * learnt anew.
 *
 * @param detector its name
 * @param by the person's name
 * @param at when they said it, UTC, as {@code 2026-01-16T10:23:45.123Z}
 */
public record NewNormal(String detector, String by, String at) implements Saying {

    /** Commits hold as many of a partition at most. */
    public static final int MOST = 1_000;

    /**
     * The same, as a partition has taken it: its configuration from an offset on.
     *
     * @param offset of the first record to which it applies
     * @param sinceMicros the partition's clock then, microseconds since 1970; null before its first event
     */
    public record Taken(
            String detector,
            long offset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long sinceMicros,

            String by,
            String at) {

        /** What was said. */
        public NewNormal said() {
            return new NewNormal(detector, by, at);
        }
    }

    /** Whether a partition has taken it. */
    public boolean isAmong(List<Taken> taken) {
        return taken.stream().anyMatch(one -> one.said().equals(this));
    }

    /** The list with this one, taken at an offset. */
    public List<Taken> with(List<Taken> taken, long offset, @Nullable Long sinceMicros) {
        List<Taken> all = new ArrayList<>(taken);
        all.add(new Taken(detector, offset, sinceMicros, by, at));
        return List.copyOf(all);
    }
}
