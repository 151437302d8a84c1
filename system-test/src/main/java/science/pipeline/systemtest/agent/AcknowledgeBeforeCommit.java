package science.pipeline.systemtest.agent;

import java.util.Map;
import net.bytebuddy.asm.Advice;

/** Tells Kafka at once how far has been read. */
public final class AcknowledgeBeforeCommit {

    private AcknowledgeBeforeCommit() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object owned, @Advice.Argument(0) Object consumer)
            throws ReflectiveOperationException {
        acknowledge(owned, consumer);
    }

    /** Called by the code under test. */
    public static void acknowledge(Object owned, Object consumer) throws ReflectiveOperationException {
        Object running = Reflected.field(owned, "running");
        if (running == null) {
            return;
        }
        Object read = Reflected.call(Reflected.field(running, "funnel"), "nextOffset");
        Object stand = Reflected.call(Reflected.field(running, "dataset"), "stand");
        Object position =
                Reflected.call(Reflected.field(owned, "books"), "position", Reflected.with(stand, "nextOffset", read));
        Reflected.call(consumer, "commitSync", Map.of(Reflected.field(owned, "partition"), position));
    }
}
