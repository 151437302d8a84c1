package science.pipeline.analysis.onnx;

/** What kind of numbers a value holds; all are computed as doubles. */
enum Kind {
    FLOAT,
    DOUBLE,
    INTEGER,
    TRUTH;

    /**
     * The kind of one of the element types of {@code TensorProto.DataType}.
     *
     * @throws ModelFault if it is none of numbers that are computed with here
     */
    static Kind of(long elementType) {
        return switch ((int) elementType) {
            case 1 -> FLOAT;
            case 11 -> DOUBLE;
            case 6, 7 -> INTEGER;
            case 9 -> TRUTH;
            default ->
                throw new ModelFault(
                        "numbers of the element type " + elementType,
                        "float, double, int32, int64 or bool (1, 11, 6, 7, 9)");
        };
    }

    /** A number as this kind holds it. */
    double cast(double value) {
        return switch (this) {
            case FLOAT -> (float) value;
            case DOUBLE -> value;
            case INTEGER -> (long) value;
            case TRUTH -> value == 0 ? 0 : 1;
        };
    }
}
