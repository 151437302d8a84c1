package science.pipeline.analysis.detect;

import java.util.Arrays;
import java.util.Map;
import science.pipeline.analysis.quantity.Columns;
import science.pipeline.analysis.quantity.CompiledCondition;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/** The configured rules: which one an event meets first, if any. They know no probability and learn nothing. */
final class RareEvents {

    static final String NAME = "rare_event";
    static final int NONE = -1;

    private final String[] names;
    private final CompiledCondition[][] rules;
    private final Columns columns;
    private final boolean[] passes = new boolean[EventBatch.CAPACITY];

    /** The first rule that each row meets, or {@link #NONE}. */
    final int[] rule = new int[EventBatch.CAPACITY];

    RareEvents(Map<String, Map<String, Condition>> configured, NameTables tables) {
        Quantities quantities = new Quantities(tables.schema());
        columns = new Columns(quantities);
        names = configured.keySet().toArray(String[]::new);
        rules = configured.values().stream()
                .map(conditions -> CompiledCondition.compile(conditions, quantities, tables))
                .toArray(CompiledCondition[][]::new);
    }

    void apply(EventBatch batch) {
        int size = batch.size();
        Arrays.fill(rule, 0, size, NONE);
        columns.clear();
        for (int r = rules.length - 1; r >= 0; r--) {
            Arrays.fill(passes, 0, size, true);
            for (CompiledCondition condition : rules[r]) {
                condition.narrow(batch, columns, passes);
            }
            for (int row = 0; row < size; row++) {
                if (passes[row]) {
                    rule[row] = r;
                }
            }
        }
    }

    /** As it appears in reasons. */
    String reason(int ruleIndex) {
        return NAME + ':' + names[ruleIndex];
    }
}
