package science.pipeline.chassis.trouble;

import science.pipeline.terminal.Printable;

/**
 * What is wrong.
 *
 * @param kind what people and machines tell apart
 * @param sentence what was found, where, and what to do; without control characters, whoever wrote its parts
 */
public record Trouble(Kind kind, String sentence) {

    /** What can be done about it decides. */
    public enum Kind {
        /** Kafka, a topic or a schema registry is not there: it is waited for. */
        WAITING,
        /**
         * Kafka, or the registry, is there and lets us not: somebody has to grant a right, or to correct who we say we
         * are.
         */
        DENIED,
        /** Anything else that may pass. */
        RETRYING
    }

    public Trouble {
        sentence = Printable.of(sentence);
    }

    public boolean isDenied() {
        return kind == Kind.DENIED;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
