package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.terminal.Speedometer;

/**
 * How fast this process reads, and when it read last, to the second; whether it is of use. Written by the pulse, before
 * all else; read by any thread.
 */
@Component
@Order(0)
final class Arrivals implements Pulse.Beat {

    private static final long NEVER = 0;

    private final Intake intake;
    private final double silenceSeconds;
    private final Speedometer speedometer = new Speedometer();
    private final Growth received = new Growth(PartitionCounts::received);
    private final Growth accepted = new Growth(PartitionCounts::accepted);
    private final Growth late = new Growth(counts -> counts.late() + counts.future());
    private final Lateness lateness = new Lateness();
    private volatile long read;
    private volatile double perSecond;
    private volatile long ownedMillis = NEVER;
    private volatile boolean owns;
    private volatile long firstMillis = NEVER;
    private volatile long lastMillis = NEVER;
    private volatile Optional<String> nowLate = Optional.empty();

    Arrivals(Intake intake, AnalyticsProperties properties) {
        this.intake = intake;
        this.silenceSeconds = properties.silence().toMillis() / 1e3;
    }

    @Override
    public void beat() {
        long now = System.currentTimeMillis();
        List<PartitionStatus> statuses = intake.statuses();
        long more = received.since(statuses);
        read += more;
        owns = !statuses.isEmpty();
        perSecond = speedometer.at(read);
        if (ownedMillis == NEVER && intake.hasOwned()) {
            ownedMillis = now;
        }
        if (more > 0) {
            firstMillis = firstMillis == NEVER ? now : firstMillis;
            lastMillis = now;
        }
        lateness.add(accepted.since(statuses), late.since(statuses));
        nowLate = lateness.found().or(() -> Lateness.ofTheLast(statuses));
    }

    /** Why what arrives is of no use to the windows; empty while it is. */
    Optional<String> lateness() {
        return nowLate;
    }

    /** Why that nothing arrives is remarkable; empty while it is not. */
    Optional<String> silence() {
        if (ownedMillis == NEVER || !owns) {
            return Optional.empty(); // what others read is not silent here
        }
        if (lastMillis == NEVER) {
            return Silence.fromTheBeginning(secondsSince(ownedMillis));
        }
        double usual = read > 1 ? (lastMillis - firstMillis) / 1e3 / (read - 1) : 0;
        return Silence.after(secondsSince(lastMillis), usual, silenceSeconds);
    }

    private static double secondsSince(long millis) {
        return (System.currentTimeMillis() - millis) / 1e3;
    }

    /** Records a second, smoothed. */
    double perSecond() {
        return perSecond;
    }

    /** Seconds since something was read; empty if nothing was yet. */
    OptionalDouble ageSeconds() {
        long last = lastMillis;
        return last == NEVER ? OptionalDouble.empty() : OptionalDouble.of(secondsSince(last));
    }
}
