package science.pipeline.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways through documents that were learnt so far: from value to value by the very bytes that stand between them. A
 * way may be new although each of its steps has been gone before; since each step knows which keys it opens, no key is
 * taken twice. Touched by one thread.
 */
final class Way {

    /** From so many steps on a stop learns no further ones. */
    private static final int MOST_STEPS = 16;

    /** Where values stand, or a document begins or ends. */
    static final class Stop {

        /** Whose value stands here; null where the schema does not know it, and at begin and end. */
        final @Nullable FieldReader reader;

        /** Whether the list stands here of which each element is an event. */
        final boolean isList;

        private Step[] steps = {};

        Stop(@Nullable FieldReader reader, boolean isList) {
            this.reader = reader;
            this.isList = isList;
        }

        /** The step that leads on from here, or null if none that is known does. */
        @Nullable Step next(byte[] document, int at) {
            for (Step step : steps) {
                if (step.between.stands(document, at)) {
                    return step;
                }
            }
            return null;
        }

        boolean knows(String between) {
            return Arrays.stream(steps).anyMatch(step -> step.between.toString().equals(between));
        }

        boolean isFull() {
            return steps.length == MOST_STEPS;
        }

        /** Longer ones come first, as a shorter one may be their beginning. */
        void add(Step step) {
            steps = Stream.concat(Arrays.stream(steps), Stream.of(step))
                    .sorted(Comparator.comparingInt((Step each) -> -each.between.length()))
                    .toArray(Step[]::new);
        }
    }

    /**
     * From one stop to the next.
     *
     * @param between all bytes from the end of one value to the begin of the next, quotes included
     * @param to where it leads
     * @param isQuoted whether the next value is in quotes
     * @param keys a bit for each key that stands between
     * @param unknown how many of these the schema does not know
     */
    record Step(Literal between, Stop to, boolean isQuoted, long keys, int unknown) {}

    private Way() {}
}
