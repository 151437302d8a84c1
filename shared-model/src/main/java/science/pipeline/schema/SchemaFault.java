package science.pipeline.schema;

/** What is wrong with a schema, in one sentence. */
public final class SchemaFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String found;
    private final String expected;

    /**
     * @param place file and key, as {@code monitors.yml: fields.cpm.type}
     * @param found what stands there
     * @param expected what may stand there
     */
    public SchemaFault(String place, String found, String expected) {
        super(place + ": found " + found + ", expected " + expected);
        this.place = place;
        this.found = found;
        this.expected = expected;
    }

    /** File and key. */
    public String place() {
        return place;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }
}
