package science.pipeline.analysis.histogram;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition.Range;

class HistogramDefinitionTest {

    @Test
    void refusesWhatIsNoNumberOfAnEvent() {
        assertRefused("particle_type", Scale.LINEAR, 0, 1, 10)
                .hasMessage("statistics.histograms.h.quantity: found 'particle_type', expected one of energy_gev,"
                        + " momentum_x, momentum_y, momentum_z, p, pt, eta, phi, mass, pair_mass");
    }

    @Test
    void refusesBinsWithoutWidth() {
        assertRefused("pt", Scale.LINEAR, 5, 5, 10)
                .hasMessage("statistics.histograms.h.max: found 5.0, expected a number so far above min (5.0) that bins"
                        + " have a width");
        assertRefused("pt", Scale.LINEAR, 1e9, Math.nextUp(1e9), 10).hasMessageContaining("bins have a width");
        assertRefused("pt", Scale.LINEAR, 0, Double.POSITIVE_INFINITY, 10)
                .hasMessageContaining("h.max: found Infinity");
    }

    @Test
    void refusesALogarithmicScaleFromZero() {
        assertRefused("pt", Scale.LOG, 0, 100, 10)
                .hasMessage("statistics.histograms.h.min: found 0.0, expected a number above 0, for the scale is log");
    }

    @Test
    void refusesTooManyBinsANameThatNoFileMayHaveAndAWrongCondition() {
        assertRefused("pt", Scale.LINEAR, 0, 1, 1_001)
                .hasMessage("statistics.histograms.h.bins: found 1001, expected 1 to 1000");
        assertThatThrownBy(() -> new HistogramDefinition("../h", "pt", Scale.LINEAR, 0, 1, 10, Map.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("the name '../h'");
        assertThatThrownBy(() -> new HistogramDefinition(
                        "h", "pt", Scale.LINEAR, 0, 1, 10, Map.of("particle_type", Range.atLeast(1))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("statistics.histograms.h.where.particle_type: found a range");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String quantity, Scale scale, double min, double max, int bins) {
        return assertThatThrownBy(() -> new HistogramDefinition("h", quantity, scale, min, max, bins, Map.of()))
                .isInstanceOf(InvalidSetting.class);
    }
}
