package science.pipeline.analytics.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.PartitionCounts;

/**
 * The books as meters, each with its partition: so that they never fall back when a partition moves to another
 * instance, and add up over all instances. Names come from configuration and enumerations, never from events; what goes
 * beyond {@value #MOST_METERS} meters is left out.
 */
@Component
final class LedgerMeters implements Pulse.Beat {

    private static final int MOST_METERS = 10_000;

    private final MeterRegistry registry;
    private final Intake intake;
    private final Map<String, Shown> figures = new HashMap<>();

    /** A number that a meter shows; set by the pulse, read by the scraper. */
    private static final class Figure {
        volatile double value;
    }

    private record Shown(int partition, Figure figure, Meter meter) {}

    LedgerMeters(MeterRegistry registry, Intake intake) {
        this.registry = registry;
        this.intake = intake;
    }

    @Override
    public void beat() {
        List<PartitionStatus> statuses = intake.statuses();
        if (statuses.isEmpty()) {
            return; // before the beginning there is nothing to show; after the end the last figures stand
        }
        Set<Integer> owned = statuses.stream().map(PartitionStatus::partition).collect(Collectors.toSet());
        figures.values().removeIf(shown -> {
            boolean gone = !owned.contains(shown.partition());
            if (gone) {
                registry.remove(shown.meter());
            }
            return gone;
        });
        statuses.forEach(this::show);
    }

    private void show(PartitionStatus status) {
        int partition = status.partition();
        PartitionCounts counts = status.counts();
        Tags tags = Tags.of("partition", Integer.toString(partition));
        gauge(partition, tags, status.lag() < 0 ? Double.NaN : status.lag());
        counter("pipeline.received", "records", "Records read", partition, tags, counts.received());
        counter("pipeline.accepted", "events", "Records that are events", partition, tags, counts.accepted());
        counter("pipeline.late", "events", "Events behind their window", partition, tags, counts.late());
        counter("pipeline.future", "events", "Events too far ahead of the clock", partition, tags, counts.future());
        counter("pipeline.skipped", "offsets", "Offsets without a readable record", partition, tags, counts.skipped());
        counter("pipeline.lost", "offsets", "Offsets in accepted gaps", partition, tags, counts.lost());
        counter("pipeline.unknown", "fields", "Fields outside of the layout", partition, tags, counts.unknownFields());
        counter(
                "pipeline.cut",
                "timestamps",
                "Timestamps finer than 1 µs, cut",
                partition,
                tags,
                counts.cutTimestamps());
        counts.unsent()
                .forEach((topic, count) -> counter(
                        "pipeline.unsent",
                        "messages",
                        "Copies and alerts that Kafka did not take and never will",
                        partition,
                        tags.and("topic", topic),
                        count));
        counts.rejected()
                .forEach((reason, count) -> counter(
                        "pipeline.rejected",
                        "records",
                        "Records that are no events",
                        partition,
                        tags.and("reason", reason),
                        count));
        counts.flaggedByLayer()
                .forEach((layer, count) -> counter(
                        "pipeline.flagged",
                        "events",
                        "Events flagged, by the layer that found them oddest",
                        partition,
                        tags.and("layer", layer),
                        count));
        status.layers().forEach(layer -> {
            if (layer.tried() != null) {
                Tags each = tags.and("layer", layer.layer());
                String what = "Events that a model which is tried would have flagged";
                counter(
                        "pipeline.tried",
                        "events",
                        what,
                        partition,
                        each,
                        layer.tried().wouldFlag());
                String both = "Those of them that are flagged by the layers at work";
                counter(
                        "pipeline.tried.flagged",
                        "events",
                        both,
                        partition,
                        each,
                        layer.tried().alsoFlagged());
            }
        });
        counts.selected()
                .forEach((selection, count) -> counter(
                        "pipeline.selected",
                        "events",
                        "Events that a selection accepted",
                        partition,
                        tags.and("selection", selection),
                        count));
        counts.tallies().forEach((selection, tally) -> {
            Tags each = tags.and("selection", selection);
            counter(
                    "pipeline.evaluated",
                    "events",
                    "Events that a selection was applied to",
                    partition,
                    each,
                    tally.evaluated());
            counter(
                    "pipeline.passed",
                    "events",
                    "Events that met a selection's conditions, written or not",
                    partition,
                    each,
                    tally.passed());
        });
    }

    /** Never falls: after trouble a partition goes back to its last commit and counts the same records again. */
    private void counter(String name, String unit, String what, int partition, Tags tags, long count) {
        Shown shown = figures.get(name + tags);
        if (shown == null && figures.size() < MOST_METERS) {
            Figure fresh = new Figure();
            Meter meter = FunctionCounter.builder(name, fresh, figure -> figure.value)
                    .tags(tags)
                    .baseUnit(unit)
                    .description(what)
                    .register(registry);
            shown = new Shown(partition, fresh, meter);
            figures.put(name + tags, shown);
        }
        if (shown != null) {
            shown.figure().value = Math.max(shown.figure().value, count);
        }
    }

    private void gauge(int partition, Tags tags, double lag) {
        Shown shown = figures.computeIfAbsent("lag" + tags, absent -> {
            Figure fresh = new Figure();
            Meter meter = Gauge.builder("pipeline.lag", fresh, figure -> figure.value)
                    .tags(tags)
                    .baseUnit("records")
                    .description("Records that wait in Kafka")
                    .register(registry);
            return new Shown(partition, fresh, meter);
        });
        shown.figure().value = lag;
    }
}
