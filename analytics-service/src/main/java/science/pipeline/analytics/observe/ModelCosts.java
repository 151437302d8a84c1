package science.pipeline.analytics.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.detect.ModelSettings;
import science.pipeline.analysis.onnx.Evaluator;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;

/**
 * What an event costs in each model that people brought, measured once at the start on random numbers. A slow model is
 * warned of, and goes on: no clock decides a flag.
 */
@Component
final class ModelCosts implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(ModelCosts.class);

    private static final int EVENTS = 1024;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** As much as all layers that ship take together, and a little more. */
    private static final double SLOW_NANOS = 2_000;

    private final Map<String, Double> nanos = new TreeMap<>();

    ModelCosts(AnalysisConfiguration configuration) {
        configuration.detection().models().forEach((name, model) -> {
            double cost = measured(model);
            nanos.put(name, cost);
            if (cost > SLOW_NANOS) {
                log.warn(
                        "The model {} takes about {} ns an event: at this rate one core analyses fewer than {} events/s."
                                + " A smaller one keeps up longer.",
                        name,
                        Math.round(cost),
                        Math.round(1e9 / cost));
            }
        });
    }

    /** Nanoseconds an event, by the model's name. */
    Map<String, Double> nanos() {
        return nanos;
    }

    /** The fastest of many rounds: the others measure whatever else the machine does. */
    private static double measured(ModelSettings model) {
        Random random = new Random(1);
        double[][] columns = new double[model.inputs().size()][EVENTS];
        for (double[] column : columns) {
            for (int event = 0; event < EVENTS; event++) {
                column[event] = 10 * random.nextGaussian();
            }
        }
        Evaluator evaluator = model.model().start();
        double[] results = new double[EVENTS];
        long best = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (best == Long.MAX_VALUE || System.nanoTime() - start < LONGEST_NANOS) {
            long before = System.nanoTime();
            evaluator.evaluate(columns, EVENTS, results);
            best = Math.min(best, System.nanoTime() - before);
        }
        return (double) best / EVENTS;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        nanos.forEach((name, cost) -> Gauge.builder("pipeline.model.cost", () -> cost)
                .tag("model", name)
                .baseUnit("nanoseconds")
                .description("What an event took in a model that people brought, measured at the start")
                .register(registry));
    }
}
