package science.pipeline.producer.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import science.pipeline.producer.publish.Emission;

/** The meters of the run. */
@Component
final class ProducerMeters implements MeterBinder {

    private final Emission emission;

    ProducerMeters(Emission emission) {
        this.emission = emission;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ProducerState.Word word : ProducerState.Word.values()) {
            Gauge.builder("pipeline.state", emission, run -> ProducerState.word(run) == word ? 1 : 0)
                    .tag("state", word.toString())
                    .description("1 for the state that the producer is in, 0 for the others")
                    .register(registry);
        }
        counter(registry, "pipeline.producer.produced", "Events handed to the Kafka client", Emission::produced);
        counter(registry, "pipeline.producer.acknowledged", "Events that Kafka acknowledged", Emission::acknowledged);
        counter(registry, "pipeline.producer.failed", "Events that Kafka refused for good", Emission::failed);
        gauge(
                registry,
                "pipeline.producer.under.way",
                "Events whose fate is open",
                run -> ProducerState.of(run).underWay());
        gauge(registry, "pipeline.producer.rate", "Events per second as configured, 0 = no limit", Emission::rate);
        gauge(registry, "pipeline.producer.paused", "1 while people have paused it", run -> run.paused() ? 1 : 0);
    }

    private void counter(MeterRegistry registry, String name, String what, ToDoubleFunction<Emission> count) {
        FunctionCounter.builder(name, emission, count)
                .description(what)
                .baseUnit("events")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Emission> value) {
        Gauge.builder(name, emission, value).description(what).register(registry);
    }
}
