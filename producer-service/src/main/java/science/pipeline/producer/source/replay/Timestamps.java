package science.pipeline.producer.source.replay;

/** Where the timestamps of replayed events come from. */
public enum Timestamps {

    /** The file's own, where it has a time column, otherwise as {@link #GENERATED}. */
    AUTO,

    /** The file's own. */
    RECORDED,

    /** The moment of sending. */
    NOW,

    /** Start + row / event rate: the particles of one row share their instant. */
    GENERATED
}
