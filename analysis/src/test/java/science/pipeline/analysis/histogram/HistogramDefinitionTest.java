package science.pipeline.analysis.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.quantity.Condition.Where;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.schema.Schema;

class HistogramDefinitionTest {

    @Test
    void refusesWhatIsNoNumberOfAnEvent() {
        assertRefused("particle_type", Scale.LINEAR, 0, 1, 10)
                .hasMessage(
                        "statistics.histograms.h.quantity: found 'particle_type', expected one of energy_gev,"
                                + " momentum_x, momentum_y, momentum_z, p, pt, eta, phi, mass, pair_mass, or an expression of them");
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
                                "h", "pt", Scale.LINEAR, 0, 1, 10, Map.of("particle_type", Range.atLeast(1)))
                        .checked(new Quantities(Schema.byDefault())))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("statistics.histograms.h.where.particle_type: found a range");
    }

    @Test
    void expressionsAreKeptInOneFormSoThatBlanksBeginNoNewCount() {
        assertThat(definition("energy_gev/p", "abs(eta)<1").checked(new Quantities(Schema.byDefault())))
                .isEqualTo(definition("energy_gev / p", "abs(eta) < 1"));
        assertRefused("energy_gev / q", Scale.LINEAR, 0, 2, 10)
                .hasMessageStartingWith("statistics.histograms.h.quantity: found the unknown name 'q' at column 14,");
    }

    @Test
    void aSavedDefinitionIsTheSameWithExpressions() throws IOException {
        HistogramDefinition definition = definition("energy_gev / p", "abs(eta) < 1");
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        SavedDefinition.save(definition, new DataOutputStream(saved));
        assertThat(SavedDefinition.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray()))))
                .isEqualTo(definition);
    }

    private static HistogramDefinition definition(String quantity, String where) {
        return new HistogramDefinition(
                "h", quantity, Scale.LINEAR, 0, 2, 10, Map.of("where", new Where(where), "pt", Range.atLeast(1)));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String quantity, Scale scale, double min, double max, int bins) {
        return assertThatThrownBy(() -> new HistogramDefinition("h", quantity, scale, min, max, bins, Map.of())
                        .checked(new Quantities(Schema.byDefault())))
                .isInstanceOf(InvalidSetting.class);
    }
}
