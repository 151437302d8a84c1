package science.pipeline.analysis.quantity;

import java.util.Map;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;

/** A condition with its quantity looked up and its names numbered: a loop over one column, or several. */
@FunctionalInterface
public interface CompiledCondition {

    /** Clears the rows of {@code passes} that do not meet it. */
    void narrow(EventBatch batch, Columns columns, boolean[] passes);

    /** Compiles conditions that {@link ConditionCheck} has accepted. */
    static CompiledCondition[] compile(Map<String, Condition> conditions, Quantities quantities, NameTables tables) {
        return conditions.entrySet().stream()
                .flatMap(entry -> entry.getValue().compiled(entry.getKey(), quantities, tables))
                .toArray(CompiledCondition[]::new);
    }
}
