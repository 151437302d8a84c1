package science.pipeline.analysis.watch;

/**
 * A person has said that what a detector does is normal: the watch forgets it, and learns it anew.
 *
 * @param detector its name
 * @param sinceMicros the first window that begins then, or later, is the first of those to learn from; microseconds
 *     since 1970
 * @param by the person's name
 */
public record Relearning(String detector, long sinceMicros, String by) {}
