package science.pipeline.producer.publish;

import java.time.Clock;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Wakes the {@link Emitter} when events are due: at rest, only then. */
@Component
final class Schedule implements SchedulingConfigurer {

    private final Emitter emitter;
    private final Clock clock = Clock.systemUTC();

    Schedule(Emitter emitter) {
        this.emitter = emitter;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addTriggerTask(emitter::tick, last -> clock.instant().plusNanos(emitter.waitNanos()));
    }
}
