package science.pipeline.analysis.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import science.pipeline.event.EventBatch;
import science.pipeline.expression.BooleanExpression;
import science.pipeline.expression.Expression;
import science.pipeline.expression.NumberExpression;

/**
 * Compiled expressions against their plain evaluation, row by row. 1,500 expressions hold each operator, relation and
 * function dozens of times; 40 rows meet each combination of missing values.
 */
class ExpressionLoopsTest {

    private static final int EXPRESSIONS = 1_500;
    private static final int ROWS = 40;

    private final Random random = new Random(19);
    private final RandomExpressions expressions = new RandomExpressions(random);
    private final Monitors monitors = new Monitors();
    private final double[] room = new double[EventBatch.CAPACITY];

    @Test
    void numbersAreTheSameBitForBit() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            NumberExpression expression = expressions.number(4);
            monitors.fill(random, ROWS);
            double[] column = monitors.quantities.formula(expression).column(monitors.batch, monitors.columns, room);
            for (int row = 0; row < ROWS; row++) {
                double expected = expression.value(monitors.row(row));
                assertThat(Double.doubleToLongBits(column[row]))
                        .as("%s in row %d: %s, not %s", expression.text(), row, column[row], expected)
                        .isEqualTo(Double.doubleToLongBits(expected));
            }
        }
    }

    @Test
    void conditionsHoldForTheSameRows() {
        int held = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            BooleanExpression expression = expressions.condition(4);
            monitors.fill(random, ROWS);
            boolean[] nested = passes();
            boolean[] before = nested.clone();
            boolean[] where = nested.clone();
            new BooleanLoops(monitors.quantities).compile(expression).narrow(monitors.batch, monitors.columns, nested);
            WhereLoops.compile(expression, monitors.quantities, monitors.batch.names)
                    .forEach(part -> part.narrow(monitors.batch, monitors.columns, where));
            for (int row = 0; row < ROWS; row++) {
                boolean expected = before[row] && expression.holds(monitors.row(row));
                held += expected ? 1 : 0;
                assertThat(nested[row])
                        .as("%s in row %d", expression.text(), row)
                        .isEqualTo(expected);
                assertThat(where[row])
                        .as("%s in row %d", expression.text(), row)
                        .isEqualTo(expected);
            }
        }
        assertThat(held).isBetween(EXPRESSIONS * ROWS / 10, EXPRESSIONS * ROWS * 9 / 10);
    }

    private boolean[] passes() {
        boolean[] passes = new boolean[EventBatch.CAPACITY];
        for (int row = 0; row < ROWS; row++) {
            passes[row] = random.nextInt(5) > 0;
        }
        return passes;
    }

    @Test
    void theOneFormOfAnExpressionReadsBackToTheSame() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            NumberExpression number = expressions.number(4);
            BooleanExpression condition = expressions.condition(3);
            if (isReadable(number)) {
                assertThat(Expression.number(number.text(), monitors.quantities.scope()))
                        .isEqualTo(number);
            }
            if (isReadable(condition)) {
                assertThat(Expression.condition(condition.text(), monitors.quantities.scope()))
                        .isEqualTo(condition);
            }
        }
    }

    /** Some of the random ones are longer than people may write them. */
    private static boolean isReadable(Expression expression) {
        return expression.text().length() <= Expression.LENGTH && size(expression) <= Expression.NODES / 2;
    }

    private static int size(Expression expression) {
        return 1
                + expression.parts().stream()
                        .mapToInt(ExpressionLoopsTest::size)
                        .sum();
    }

    /** The figure was computed once; CI computes it with Java 17, and it is the same with Java 25. */
    @Test
    void valuesHaveTheSameBitsOnEveryJvm() {
        CRC32C sum = new CRC32C();
        for (int i = 0; i < EXPRESSIONS; i++) {
            NumberExpression expression = expressions.number(3);
            monitors.fill(random, ROWS);
            double[] column = monitors.quantities.formula(expression).column(monitors.batch, monitors.columns, room);
            for (int row = 0; row < ROWS; row++) {
                long bits = Double.doubleToLongBits(column[row]);
                for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                    sum.update((int) (bits >>> shift));
                }
            }
        }
        assertThat(Long.toHexString(sum.getValue())).isEqualTo("f33383c2");
    }
}
