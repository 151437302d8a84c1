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
        Object read = Reflected.answer(Reflected.value(running, "funnel"), "nextOffset");
        Object stand = Reflected.answer(Reflected.value(running, "dataset"), "stand");
        Object position = Reflected.answer(
                Reflected.value(owned, "books"), "position", Reflected.with(stand, "nextOffset", read));
        Reflected.call(consumer, "commitSync", Map.of(Reflected.value(owned, "partition"), position));
    }
}
