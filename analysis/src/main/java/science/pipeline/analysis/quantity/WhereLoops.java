package science.pipeline.analysis.quantity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import science.pipeline.event.NameTables;
import science.pipeline.expression.BooleanExpression;
import science.pipeline.expression.NumberExpression;

/**
 * What stands under {@code where}, as loops. Comparisons of a quantity with a constant, joined by {@code &&}, become
 * the very loops of {@code {min:, max:}} and {@code {in: […]}}, one for both bounds of a quantity; the rest follows
 * behind them as it is written.
 */
final class WhereLoops {

    private WhereLoops() {}

    static Stream<CompiledCondition> compile(BooleanExpression expression, Quantities quantities, NameTables tables) {
        BooleanLoops loops = new BooleanLoops(quantities);
        List<BooleanExpression> parts =
                expression instanceof BooleanExpression.All all ? all.conditions() : List.of(expression);
        Map<NumberExpression, Bounds> ranges = new LinkedHashMap<>();
        List<CompiledCondition> others = new ArrayList<>();
        for (BooleanExpression part : parts) {
            Bounds bounds = part instanceof BooleanExpression.Comparison comparison ? Bounds.of(comparison) : null;
            if (bounds != null) {
                ranges.merge(bounds.of(), bounds, Bounds::and);
            } else if (part instanceof BooleanExpression.AmongNames among && among.wanted()) {
                Quantity.Named quantity = (Quantity.Named) quantities.of(among.name());
                others.add(ColumnLoops.names(quantity, among.values(), quantity.table(tables)));
            } else {
                others.add(loops.compile(part));
            }
        }
        return Stream.concat(ranges.values().stream().map(loops::range), others.stream());
    }
}
