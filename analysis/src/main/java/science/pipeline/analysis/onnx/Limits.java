package science.pipeline.analysis.onnx;

/**
 * How much a model may take, whatever its file says. With all of it a model takes at most 160 MB while it is read, and
 * in each partition 32 MB for its numbers and 17 MB to compute with; an event costs about a millisecond.
 */
final class Limits {

    static final int FILE_BYTES = 32 << 20;

    /** Numbers of all constants and attributes; a text or a message counts as {@link #TEXT} numbers. */
    static final int NUMBERS = 4_000_000;

    static final int TEXT = 8;
    static final int NODES = 20_000;

    /** Numbers that are computed for one event, all steps together. */
    static final int COLUMNS = 16_384;

    /** Multiplications, comparisons and functions for one event. */
    static final int OPERATIONS = 1_000_000;

    private long numbersLeft = NUMBERS;

    /** @throws ModelFault if the file holds more numbers than a model may */
    void takeNumbers(long count) {
        numbersLeft -= count;
        if (numbersLeft < 0) {
            throw new ModelFault("more than " + NUMBERS + " numbers", "a smaller model");
        }
    }
}
