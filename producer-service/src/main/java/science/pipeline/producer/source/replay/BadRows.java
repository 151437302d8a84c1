package science.pipeline.producer.source.replay;

/** What becomes of a row that is no event. */
public enum BadRows {

    /** The replay ends there, and says what is wrong. */
    STOP,

    /** It is passed over, counted, and listed in {@code bad-rows.csv}. */
    SKIP
}
