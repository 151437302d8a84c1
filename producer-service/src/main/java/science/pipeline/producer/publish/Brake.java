package science.pipeline.producer.publish;

/** Holds the producer back, for example while a reader is behind. */
@FunctionalInterface
public interface Brake {

    /** Whether nothing may be sent now. Asked from the sending thread some thousand times a second. */
    boolean engaged();
}
