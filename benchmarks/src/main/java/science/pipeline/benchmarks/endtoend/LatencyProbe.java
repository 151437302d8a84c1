package science.pipeline.benchmarks.endtoend;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analytics.AnalyticsApplication;
import science.pipeline.codec.Rejection;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;

/**
 * The analytics service with a watch at the place where events are shown, right behind analysis and files. Arguments:
 * how many events do not count, how many there are, then the service's own. Its last line is the row of the table.
 */
final class LatencyProbe implements EventPrinter, BeanPostProcessor {

    /** The service's bean of that type which it asks. */
    private static final String LOOKERS = "onlookers";

    private static final int MICROS_PER_BIN = 10;
    private static final int BINS = 1_000_000;

    private final AtomicIntegerArray bins = new AtomicIntegerArray(BINS);
    private final AtomicLong left;
    private final CountDownLatch done = new CountDownLatch(1);
    private final long warmUp;
    private @Nullable EventPrinter lookers;

    private LatencyProbe(long warmUp, long events) {
        this.warmUp = warmUp;
        left = new AtomicLong(events);
    }

    public static void main(String[] arguments) throws InterruptedException {
        LatencyProbe probe = new LatencyProbe(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        var service = new SpringApplicationBuilder(AnalyticsApplication.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(probe))
                .run(Arrays.copyOfRange(arguments, 2, arguments.length));
        probe.done.await();
        service.close();
        System.out.println(probe.row());
        System.exit(0);
    }

    /** Takes the place of those who look at events, and lets them look first. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!name.equals(LOOKERS)) {
            return bean;
        }
        lookers = (EventPrinter) bean;
        return this;
    }

    @Override
    public void events(int partition, EventBatch batch, Verdicts verdicts) {
        Objects.requireNonNull(lookers).events(partition, batch, verdicts);
        long now = EventTime.fromInstant(Instant.now());
        for (int row = 0; row < batch.size(); row++) {
            if (batch.eventId[row] >= warmUp) {
                long micros = Math.max(0, now - batch.timestampMicros[row]);
                bins.incrementAndGet((int) Math.min(BINS - 1, micros / MICROS_PER_BIN));
            }
        }
        if (left.addAndGet(-batch.size()) == 0) {
            done.countDown();
        }
    }

    @Override
    public void rejected(int partition, long offset, Rejection rejection) {
        throw new IllegalStateException("BUG: found a reject, the producer sends none: " + rejection.reject());
    }

    private String row() {
        long counted = 0;
        for (int bin = 0; bin < BINS; bin++) {
            counted += bins.get(bin);
        }
        return String.format(
                Locale.ROOT,
                "%.2f | %.2f | %.2f | %.2f | %.2f | %,d",
                millis(0.5, counted),
                millis(0.9, counted),
                millis(0.99, counted),
                millis(0.999, counted),
                millis(1, counted),
                counted);
    }

    /** The upper end of the bin that the quantile falls into, milliseconds. */
    private double millis(double quantile, long counted) {
        long rank = (long) Math.ceil(quantile * counted);
        long below = 0;
        int bin = 0;
        while (bin < BINS - 1 && (below += bins.get(bin)) < rank) {
            bin++;
        }
        return (bin + 1) * MICROS_PER_BIN / 1000.0;
    }
}
