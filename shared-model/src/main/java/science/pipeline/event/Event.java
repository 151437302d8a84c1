package science.pipeline.event;

/** An event on its way into a record. Immutable. */
public sealed interface Event permits ParticleEvent, SchemaEvent, Frame {

    /** Instant of the event, microseconds since 1970. */
    long timestampMicros();

    /** The same event at another instant. */
    Event at(long micros);

    /** The name of its detector; {@code all} where its schema has none. */
    String detector();

    /** What identifies it; empty where its schema has nothing that does. */
    String id();
}
