package science.pipeline.analysis.select;

import java.util.Arrays;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.CompiledCondition;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/** A selection as loops, with the counts of the partition that it belongs to. */
final class CompiledSelection {

    final String name;
    final boolean[] selected = new boolean[EventBatch.CAPACITY];

    private final CompiledCondition[] conditions;
    private final boolean enabled;
    private final long prescale;
    private long evaluated;
    private long passed;
    private long accepted;

    CompiledSelection(Selection selection, Quantities quantities, NameTables tables) {
        name = selection.name();
        enabled = selection.enabled();
        prescale = selection.prescale();
        conditions = CompiledCondition.compile(selection.conditions(), quantities, tables);
    }

    void select(EventBatch batch, Columns columns) {
        int size = batch.size();
        Arrays.fill(selected, 0, size, true);
        for (CompiledCondition condition : conditions) {
            condition.narrow(batch, columns, selected);
        }
        evaluated += size;
        if (!enabled) {
            passed += passing(size);
        } else if (prescale == 1) {
            int passing = passing(size);
            passed += passing;
            accepted += passing;
        } else {
            prescale(size);
        }
    }

    Tally tally() {
        return new Tally(evaluated, passed, accepted);
    }

    void resume(Tally tally) {
        evaluated = tally.evaluated();
        passed = tally.passed();
        accepted = tally.accepted();
    }

    private int passing(int size) {
        int passing = 0;
        for (int i = 0; i < size; i++) {
            passing += selected[i] ? 1 : 0;
        }
        return passing;
    }

    private void prescale(int size) {
        for (int i = 0; i < size; i++) {
            if (selected[i]) {
                passed++;
                selected[i] = passed % prescale == 0;
                accepted += selected[i] ? 1 : 0;
            }
        }
    }
}
