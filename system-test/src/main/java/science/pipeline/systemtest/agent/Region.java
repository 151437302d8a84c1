package science.pipeline.systemtest.agent;

/** A method on whose way to the disk every call may fail. */
public enum Region {
    /** A draft becomes true. */
    COMMIT("dataset.rows.PartitionDataset", "commit"),

    /** A new owner takes a partition over. */
    TAKEOVER("dataset.commit.Takeover", "run");

    private final String type;
    private final String method;

    Region(String type, String method) {
        this.type = type;
        this.method = method;
    }

    String className() {
        return Point.ROOT + type;
    }

    String method() {
        return method;
    }
}
