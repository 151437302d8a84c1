package science.pipeline.analysis.select;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/**
 * The menu at work on one partition: fills one column for each enabled selection, in the menu's order; the others are
 * counted only. Touched by one thread.
 */
public final class Selector {

    private final CompiledSelection[] selections;
    private final List<String> names;
    private final boolean[][] selected;

    /** What selections have counted that the menu no longer names. */
    private final Map<String, Tally> retired = new LinkedHashMap<>();

    public Selector(Menu menu, Quantities quantities, NameTables tables) {
        selections = menu.selections().stream()
                .map(selection -> new CompiledSelection(selection, quantities, tables))
                .toArray(CompiledSelection[]::new);
        names = menu.enabled().stream().map(Selection::name).toList();
        selected = Arrays.stream(selections)
                .filter(selection -> names.contains(selection.name))
                .map(selection -> selection.selected)
                .toArray(boolean[][]::new);
    }

    /** The names of the enabled selections. */
    public List<String> names() {
        return names;
    }

    /**
     * Puts a batch to the menu.
     *
     * @param columns cleared for this batch
     */
    public void select(EventBatch batch, Columns columns) {
        for (CompiledSelection selection : selections) {
            selection.select(batch, columns);
        }
    }

    /** For each enabled selection, which rows of the last batch it accepted. To be read before the next batch. */
    public boolean[][] selected() {
        return selected;
    }

    /** The counts of all selections, retired ones last. */
    public Map<String, Tally> tallies() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (CompiledSelection selection : selections) {
            tallies.put(selection.name, selection.tally());
        }
        tallies.putAll(retired);
        return tallies;
    }

    public void save(DataOutput out) throws IOException {
        Map<String, Tally> tallies = tallies();
        out.writeInt(tallies.size());
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().evaluated());
            out.writeLong(entry.getValue().passed());
            out.writeLong(entry.getValue().accepted());
        }
    }

    /**
     * Takes up the counts of a saved selector. Selections are matched by name, whatever became of their conditions and
     * prescales; those that the menu does not name any more keep what they have counted.
     */
    public void load(DataInput in) throws IOException {
        Map<String, Tally> saved = new LinkedHashMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            saved.put(in.readUTF(), new Tally(in.readLong(), in.readLong(), in.readLong()));
        }
        for (CompiledSelection selection : selections) {
            Tally tally = saved.remove(selection.name);
            if (tally != null) {
                selection.resume(tally);
            }
        }
        retired.clear();
        retired.putAll(saved);
    }
}
