package science.pipeline.dataset.commit;

import java.util.Set;

/** The kinds of files that a partition writes; selections are further ones, under their own names. */
public final class Kind {

    public static final String ALL_EVENTS = "all_events";
    public static final String ANOMALIES = "anomalies";
    public static final String REJECTED = "rejected";

    /** Closed windows, for the merged statistics; kept among the commits. */
    public static final String WINDOWS = "windows";

    private static final Set<String> NOT_CSV = Set.of(REJECTED, WINDOWS);

    private Kind() {}

    static String extension(String kind) {
        return switch (kind) {
            case REJECTED -> "jsonl";
            case WINDOWS -> "bin";
            default -> "csv";
        };
    }

    public static boolean isCsv(String kind) {
        return !NOT_CSV.contains(kind);
    }
}
