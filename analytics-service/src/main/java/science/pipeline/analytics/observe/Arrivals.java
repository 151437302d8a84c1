package science.pipeline.analytics.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.dataset.PartitionCounts;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.terminal.Speedometer;

/**
 * How fast this process reads, and when it read last, to the second. What the books held when a partition was taken
 * over is no speed. Written by the pulse, before all else; read by any thread.
 */
@Component
@Order(0)
final class Arrivals implements Pulse.Beat {

    private static final long NEVER = 0;

    private final Intake intake;
    private final Speedometer speedometer = new Speedometer();
    private final Map<Integer, Long> receivedBefore = new HashMap<>();
    private long read;
    private volatile double perSecond;
    private volatile long lastMillis = NEVER;

    Arrivals(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void beat() {
        Map<Integer, Long> received = new HashMap<>();
        for (PartitionStatus status : intake.statuses()) {
            if (!status.counts().equals(PartitionCounts.NONE)) {
                received.put(status.partition(), status.counts().received());
            }
        }
        long more = 0;
        for (Map.Entry<Integer, Long> now : received.entrySet()) {
            Long before = receivedBefore.get(now.getKey());
            more += before == null ? 0 : Math.max(0, now.getValue() - before);
        }
        receivedBefore.clear();
        receivedBefore.putAll(received);
        read += more;
        perSecond = speedometer.at(read);
        if (more > 0) {
            lastMillis = System.currentTimeMillis();
        }
    }

    /** Records a second, smoothed. */
    double perSecond() {
        return perSecond;
    }

    /** Seconds since something was read; empty if nothing was yet. */
    OptionalDouble ageSeconds() {
        long last = lastMillis;
        return last == NEVER ? OptionalDouble.empty() : OptionalDouble.of((System.currentTimeMillis() - last) / 1e3);
    }
}
