package science.pipeline.analysis.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Condition.Where;

class HistogramKeysTest {

    private static final Map<String, String> LEAST = Map.of("quantity", "pt", "min", "0.5", "max", "200");

    @Test
    void scaleAndBinsHaveDefaults() {
        assertThat(HistogramKeys.parse("pt", LEAST))
                .isEqualTo(new HistogramDefinition("pt", "pt", Scale.LINEAR, 0.5, 200, 100, Map.of()));
    }

    @Test
    void conditionsSayWhichEventsTakePart() {
        assertThat(HistogramKeys.parse("pt", with("where.eta.min", "-1")).where())
                .isEqualTo(Map.of("eta", Range.atLeast(-1)));
    }

    @Test
    void anExpressionMaySayWhichEventsTakePart() {
        assertThat(HistogramKeys.parse("pt", with("where", "abs(eta) < 1")).where())
                .isEqualTo(Map.of("where", new Where("abs(eta) < 1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale    | cubic | statistics.histograms.pt.scale: found 'cubic', expected linear or log",
                "bins     | many  | statistics.histograms.pt.bins: found 'many', expected a whole number",
                "min      | low   | statistics.histograms.pt.min: found 'low', expected a number",
                "binz     | 5     | statistics.histograms.pt.binz: found '5', expected quantity, scale, min, max, bins or where",
                "where.pt | 5     | statistics.histograms.pt.where.pt: found '5', expected QUANTITY: {min: …, max: …}",
            })
    void aWrongKeyIsNamedWithWhatWasFoundAndWhatIsExpected(String key, String value, String message) {
        assertThatThrownBy(() -> HistogramKeys.parse("pt", with(key, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(message);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> keys = new LinkedHashMap<>(LEAST);
        keys.put(key, value);
        return keys;
    }
}
