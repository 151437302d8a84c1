package science.pipeline.analysis.aggregate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.AggregatorOracle.Row;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.ParticleEvent;

/** An aggregator with its name tables, fed with rows. */
final class Partition {

    private static final List<String> SELECTIONS = List.of("even", "all");

    final EventClock clock;
    final Aggregator aggregator;
    private final Timing timing = new Timing();
    private final List<String> selections;
    private final NameTables names;
    private final EventBatch batch;

    Partition(StatisticsConfiguration configuration) {
        this(configuration, SELECTIONS);
    }

    Partition(StatisticsConfiguration configuration, List<String> selections) {
        this(configuration, selections, Events.names());
    }

    private Partition(StatisticsConfiguration configuration, List<String> selections, NameTables names) {
        this.selections = selections;
        this.names = names;
        batch = new EventBatch(names);
        clock = configuration.newClock();
        aggregator = new Aggregator(configuration, clock, names, selections);
    }

    /** Every seventh event is flagged; those with even ids are in the first selection, all in the second. */
    static List<Row> rows(List<ParticleEvent> events) {
        return events.stream()
                .map(event -> new Row(event, event.eventId() % 7 == 0, selected(event, SELECTIONS)))
                .toList();
    }

    void aggregate(ParticleEvent... events) {
        List<ParticleEvent> all = Arrays.asList(events);
        aggregate(all.stream()
                .map(event -> new Row(event, false, always(selections)))
                .toList());
    }

    void aggregate(List<Row> rows) {
        boolean[] flagged = new boolean[EventBatch.CAPACITY];
        boolean[][] selected = new boolean[selections.size()][EventBatch.CAPACITY];
        for (int from = 0; from < rows.size(); from += EventBatch.CAPACITY) {
            batch.clear();
            for (Row row : rows.subList(from, Math.min(rows.size(), from + EventBatch.CAPACITY))) {
                flagged[batch.size()] = row.flagged();
                for (int i = 0; i < selections.size(); i++) {
                    selected[i][batch.size()] = row.selected().get(selections.get(i));
                }
                Events.append(row.event(), 0, batch);
            }
            clock.judge(batch, timing);
            aggregator.aggregate(batch, timing, flagged, selected, new int[0][]);
        }
    }

    byte[] saved() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            clock.save(out);
            aggregator.save(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<WindowStatistics> closed() {
        return aggregator.takeClosedWindows().stream()
                .map(window -> WindowStatistics.of(List.of(window)))
                .toList();
    }

    Partition restarted(StatisticsConfiguration configuration) {
        return restarted(configuration, selections);
    }

    Partition restarted(StatisticsConfiguration configuration, List<String> newSelections) {
        try {
            Partition after = new Partition(configuration, newSelections, names);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved()));
            after.clock.load(in);
            after.aggregator.load(in);
            return after;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Boolean> selected(ParticleEvent event, List<String> selections) {
        Map<String, Boolean> selected = new LinkedHashMap<>();
        selected.put(selections.get(0), event.eventId() % 2 == 0);
        selected.put(selections.get(1), true);
        return selected;
    }

    private static Map<String, Boolean> always(List<String> selections) {
        Map<String, Boolean> selected = new LinkedHashMap<>();
        selections.forEach(name -> selected.put(name, true));
        return selected;
    }
}
