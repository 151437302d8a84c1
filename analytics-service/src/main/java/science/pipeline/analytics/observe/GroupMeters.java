package science.pipeline.analytics.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.Group;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;

/**
 * The whole group as meters, the same at every instance: of several instances the largest counts, not the sum. Tells in
 * the log when instances come to differ in their configuration, and when they agree again.
 */
@Component
@Order(2)
final class GroupMeters implements Pulse.Beat {

    private static final Logger log = LoggerFactory.getLogger(GroupMeters.class);

    private final Group group;
    private final MeterRegistry registry;
    private final Map<String, Meter> owners = new HashMap<>();
    private volatile List<Group.Share> shares = List.of();
    private volatile boolean disagree;

    GroupMeters(Group group, MeterRegistry registry) {
        this.group = group;
        this.registry = registry;
        counter("pipeline.group.received", "records", "Records read, by all instances", PartitionCounts::received);
        counter("pipeline.group.accepted", "events", "Records that are events", PartitionCounts::accepted);
        counter("pipeline.group.rejected", "records", "Records that are no events", PartitionCounts::rejectedTotal);
        counter("pipeline.group.flagged", "events", "Flagged events", PartitionCounts::flagged);
        Gauge.builder("pipeline.group.lag", this, GroupMeters::lag)
                .baseUnit("records")
                .description("Records that wait in Kafka, for all instances; no number while nobody knows")
                .register(registry);
        Gauge.builder("pipeline.group.disagreement", this, meters -> meters.disagree ? 1 : 0)
                .description("1 while instances analyse by different configurations")
                .register(registry);
    }

    private void counter(String name, String unit, String what, ToLongFunction<PartitionCounts> figure) {
        FunctionCounter.builder(name, this, meters -> meters.sum(figure))
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private double sum(ToLongFunction<PartitionCounts> figure) {
        return shares.stream()
                .mapToLong(share -> figure.applyAsLong(share.counts()))
                .sum();
    }

    private double lag() {
        List<Group.Share> now = shares;
        boolean known = !now.isEmpty() && now.stream().allMatch(share -> share.lag() >= 0);
        return known ? now.stream().mapToLong(Group.Share::lag).sum() : Double.NaN;
    }

    @Override
    public void beat() {
        try {
            shares = group.shares();
            showOwners();
            tellDisagreement();
        } catch (UncheckedIOException | Refusal unreadable) {
            log.debug("the commits cannot be read now", unreadable);
        }
    }

    private void showOwners() {
        Map<String, Group.Share> now = new HashMap<>();
        shares.forEach(share -> now.put(share.partition() + " " + share.instance(), share));
        owners.entrySet().removeIf(owner -> {
            boolean gone = !now.containsKey(owner.getKey());
            if (gone) {
                registry.remove(owner.getValue());
            }
            return gone;
        });
        now.forEach((key, share) -> owners.computeIfAbsent(
                key,
                absent -> Gauge.builder("pipeline.owner", () -> 1)
                        .tag("partition", Integer.toString(share.partition()))
                        .tag("instance", share.instance())
                        .description("1 for the instance that owns a partition, or owned it last")
                        .register(registry)));
    }

    private void tellDisagreement() {
        boolean before = disagree;
        disagree = group.disagreement().isPresent();
        if (disagree && !before) {
            log.warn("{}", group.disagreement().orElseThrow());
        } else if (before && !disagree) {
            log.info("the instances of this group analyse by the same configuration again");
        }
    }
}
