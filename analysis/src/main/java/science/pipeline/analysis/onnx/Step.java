package science.pipeline.analysis.onnx;

/** One operator, bound to the columns that it reads and those that it writes. */
@FunctionalInterface
interface Step {

    /** Events are computed in blocks of at most as many: 32 columns of them lie in the nearest cache. */
    int ROWS = 128;

    /** Computes the first rows of a block. */
    void run(int rows);
}
