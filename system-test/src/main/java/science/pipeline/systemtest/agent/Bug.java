package science.pipeline.systemtest.agent;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** Bugs that the guarantees must find. */
public enum Bug {
    /** A late owner's commit lands on top of its successor's. */
    NO_FENCING("dataset.commit.CommitLog", "append", NoFencing.class),

    /** A new owner keeps what its predecessor wrote after its last commit. */
    NO_CUT_BACK("dataset.commit.Takeover", "copy", NoCutBack.class),

    /** Kafka is told what has been read, and believed about it after a crash. */
    ACKNOWLEDGE_BEFORE_COMMIT("analytics.intake.OwnedPartition", "tick", AcknowledgeBeforeCommit.class) {
        @Override
        void install(Instrumentation instrumentation) {
            super.install(instrumentation);
            weave("analytics.intake.OwnedPartition", "acknowledge", NotAcknowledged.class, instrumentation);
            weave("analytics.intake.OwnedPartition", "recover", BelieveKafka.class, instrumentation);
        }
    },

    /** The books are saved, the state of the analysis is not. */
    STATE_NOT_SAVED("dataset.sink.Stand", "state", StateNotSaved.class);

    private final String type;
    private final String method;
    private final Class<?> advice;

    Bug(String type, String method, Class<?> advice) {
        this.type = type;
        this.method = method;
        this.advice = advice;
    }

    static Bug named(String name) {
        return Arrays.stream(values())
                .filter(bug -> bug.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "found the bug '" + name + "', expected one of " + Arrays.toString(values())));
    }

    void install(Instrumentation instrumentation) {
        weave(type, method, advice, instrumentation);
    }

    private static void weave(String type, String method, Class<?> advice, Instrumentation instrumentation) {
        FaultAgent.weave(Point.ROOT + type, Set.of(method), Advice.to(advice), instrumentation);
    }
}
