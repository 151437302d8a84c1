package science.pipeline.analysis;

/** A setting of the analysis that is refused: where it stands, what was found there, what was expected. */
public final class InvalidSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String found;
    private final String expected;

    /**
     * @param path keys from the analysis' root, joined by dots, as {@code selections.muons.pt.min}
     * @param found the refused value
     * @param expected what would have been accepted
     */
    public InvalidSetting(String path, String found, String expected) {
        super(path + ": found " + found + ", expected " + expected);
        this.path = path;
        this.found = found;
        this.expected = expected;
    }

    public String path() {
        return path;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
