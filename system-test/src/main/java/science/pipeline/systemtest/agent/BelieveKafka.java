package science.pipeline.systemtest.agent;

import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** Goes on after a crash where Kafka says, not where the newest commit says. */
public final class BelieveKafka {

    private BelieveKafka() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object owned, @Advice.Argument(0) Object consumer)
            throws ReflectiveOperationException {
        goOn(owned, consumer);
    }

    /** Called by the code under test. */
    public static void goOn(Object owned, Object consumer) throws ReflectiveOperationException {
        Object partition = Reflected.value(owned, "partition");
        Map<?, ?> positions = (Map<?, ?>) Reflected.answer(consumer, "committed", Set.of(partition));
        Object running = Reflected.field(owned, "running");
        Object position = positions.get(partition);
        if (running == null || position == null) {
            return;
        }
        Object engine = Reflected.value(Reflected.value(running, "funnel"), "engine");
        long acknowledged = (Long) Reflected.answer(position, "offset");
        if (acknowledged > (Long) Reflected.answer(engine, "nextOffset")) {
            Reflected.set(engine, "nextOffset", acknowledged);
            Reflected.call(consumer, "seek", partition, acknowledged);
        }
    }
}
