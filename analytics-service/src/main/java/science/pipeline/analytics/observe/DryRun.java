package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.Selector;
import science.pipeline.analysis.select.Tally;
import science.pipeline.codec.FieldVisitor;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.RecordedEvents;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;

/**
 * A menu put to the recorded dataset: how many events would pass. Reads files only, changes nothing, and ends after ten
 * seconds with what it has seen by then. To be used once, by one thread.
 */
final class DryRun {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int EXAMPLES = 5;
    private static final int MOST_NAMES = 2_000;

    /**
     * @param events that were put to the menu
     * @param recorded that there are
     * @param complete whether all of them were
     * @param selections by name
     */
    record Outcome(long events, long recorded, boolean complete, Map<String, Passed> selections) {}

    /**
     * @param passed events that met the conditions
     * @param accepted those of them that the prescale let through
     * @param examples the first of those, field by field
     */
    record Passed(long passed, long accepted, List<Map<String, String>> examples) {}

    private final Menu menu;
    private final Quantities quantities;
    private final RecordedEvents recorded;
    private final long deadline = System.nanoTime() + LONGEST_NANOS;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, List<Map<String, String>>> examples = new LinkedHashMap<>();
    private long events;

    private DryRun(Menu menu, Quantities quantities, RecordedEvents recorded) {
        this.quantities = quantities;
        this.menu = menu;
        this.recorded = recorded;
        menu.selections().forEach(selection -> examples.put(selection.name(), new ArrayList<>()));
    }

    static Outcome of(Menu menu, Quantities quantities, ResultsFolder folder) throws IOException {
        return new DryRun(menu, quantities, RecordedEvents.of(folder)).run();
    }

    private Outcome run() throws IOException {
        boolean complete = true;
        for (int partition : recorded.partitions()) {
            complete &= run(partition);
        }
        Map<String, Passed> outcome = new LinkedHashMap<>();
        examples.forEach((name, shown) -> {
            Tally tally = tallies.getOrDefault(name, Tally.NONE);
            outcome.put(name, new Passed(tally.passed(), tally.accepted(), shown));
        });
        return new Outcome(events, recorded.total(), complete, outcome);
    }

    /** Prescales count per partition, so each has a selector of its own. */
    private boolean run(int partition) throws IOException {
        Map<String, Set<String>> names = menu.names(quantities);
        EventBatch batch = new EventBatch(new NameTables(
                quantities.schema(), field -> new NameTable(MOST_NAMES, names.getOrDefault(field.name(), Set.of()))));
        Selector selector = new Selector(menu, quantities, batch.names);
        Columns columns = new Columns(quantities);
        boolean toTheEnd = recorded.read(partition, batch, () -> {
            columns.clear();
            selector.select(batch, columns);
            events += batch.size();
            collectExamples(batch, selector);
            return System.nanoTime() - deadline < 0;
        });
        selector.tallies().forEach((name, tally) -> tallies.merge(name, tally, Tally::plus));
        return toTheEnd;
    }

    private void collectExamples(EventBatch batch, Selector selector) {
        for (int i = 0; i < selector.names().size(); i++) {
            List<Map<String, String>> shown = Objects.requireNonNull(
                    examples.get(selector.names().get(i)), "BUG: a selection that is not on the menu");
            boolean[] selected = selector.selected()[i];
            for (int row = 0; row < batch.size() && shown.size() < EXAMPLES; row++) {
                if (selected[row]) {
                    shown.add(example(batch, row));
                }
            }
        }
    }

    private static Map<String, String> example(EventBatch batch, int row) {
        Map<String, String> example = new LinkedHashMap<>();
        FieldVisitor.tell(
                batch,
                row,
                (field, value) -> example.put(field.name(), value == null ? "" : FieldVisitor.shortened(field, value)));
        return example;
    }
}
