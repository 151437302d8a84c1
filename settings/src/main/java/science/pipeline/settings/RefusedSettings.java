package science.pipeline.settings;

/** A configuration that is not obeyed, with all that is wrong with it. */
public final class RefusedSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedSettings(String told) {
        super(told);
    }
}
