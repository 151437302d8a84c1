package science.pipeline.analysis.onnx;

/** Why a model is not taken: what was found in it, and what was expected. */
public final class ModelFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    public ModelFault(String found, String expected) {
        super("found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
