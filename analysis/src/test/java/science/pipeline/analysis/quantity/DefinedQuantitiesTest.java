package science.pipeline.analysis.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.event.Summary;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;

/** Quantities that a schema defines. */
class DefinedQuantitiesTest {

    private static Schema schema(String quantities) {
        return SchemaYaml.read("tracks.yml", """
                name: tracks
                fields:
                  energy: {type: number, role: energy, unit: GeV}
                  px:     {type: number, role: momentum_x, unit: GeV}
                  py:     {type: number, role: momentum_y, unit: GeV}
                  pz:     {type: number, role: momentum_z, unit: GeV}
                  kind:   {type: name, role: particle_type}
                quantities:
                """ + quantities.indent(2));
    }

    @Test
    void theyMayUseFieldsDerivedQuantitiesAndThoseBeforeThem() {
        Quantities quantities = new Quantities(schema("""
                e_over_p: "energy / p"
                excess: {value: "(e_over_p - 1) * 100", unit: "%"}
                """));
        EventBatch batch = new EventBatch(NameTables.of(quantities.schema(), 10));
        batch.energy[0] = 6;
        batch.momentumX[0] = 0;
        batch.momentumY[0] = 3;
        batch.momentumZ[0] = 4;
        batch.append(0, 0);

        Quantity.Numeric excess = (Quantity.Numeric) quantities.find("excess").orElseThrow();
        assertThat(new Columns(quantities).of(excess, batch)[0]).isEqualTo((6.0 / 5.0 - 1) * 100);
        assertThat(quantities.names()).endsWith("mass", "e_over_p", "excess");
        assertThat(quantities.unitOf("excess")).isEqualTo("%");
    }

    @Test
    void theyTakeThePlaceOfADerivedOneOfTheirName() {
        Quantities quantities = new Quantities(schema("pt: \"px + py\""));
        EventBatch batch = new EventBatch(NameTables.of(quantities.schema(), 10));
        batch.momentumX[0] = 3;
        batch.momentumY[0] = 4;
        batch.append(0, 0);

        Quantity.Numeric pt = (Quantity.Numeric) quantities.find("pt").orElseThrow();
        assertThat(new Columns(quantities).of(pt, batch)[0]).isEqualTo(7);
    }

    @Test
    void aListOfNumbersIsUsedByWhatSumsItUp() {
        Quantities quantities = new Quantities(SchemaYaml.read("scope.yml", """
                name: scope
                fields:
                  wave: {type: numbers, unit: mV}
                  gain: {type: number}
                quantities:
                  crest: "max(wave) / mean(wave) * max(gain, 1)"
                """));
        EventBatch batch = new EventBatch(NameTables.of(quantities.schema(), 10));
        for (Summary summary : Summary.values()) {
            batch.numbers[summary.ordinal()][0] = 10 + summary.ordinal();
        }
        batch.numbers[Summary.values().length][0] = 3;
        batch.append(0, 0);

        assertThat(quantities.names())
                .containsExactly("count(wave)", "min(wave)", "max(wave)", "sum(wave)", "mean(wave)", "gain", "crest");
        Columns columns = new Columns(quantities);
        assertThat(columns.of((Quantity.Numeric) quantities.find("crest").orElseThrow(), batch)[0])
                .isEqualTo(12.0 / 14 * 3);
        assertThat(quantities.number("has(wave) ? sum(wave) : 0").text()).isEqualTo("has(count(wave)) ? sum(wave) : 0");
        assertThat(quantities.unitOf("mean(wave)")).isEqualTo("mV");
        assertThat(quantities.unitOf("count(wave)")).isEmpty();
    }

    @Test
    void aListItselfIsNoNumberAndOtherFunctionsTakeNone() {
        Quantities quantities = new Quantities(
                SchemaYaml.read("scope.yml", "name: scope\nfields:\n  wave: {type: numbers}\n  gain: number\n"));

        assertThatThrownBy(() -> quantities.number("wave + 1"))
                .hasMessageContaining("found 'wave', which is a list of numbers, expected a number, as mean(wave)");
        assertThatThrownBy(() -> quantities.number("sqrt(wave)"))
                .hasMessageContaining("found sqrt of a list of numbers")
                .hasMessageContaining("expected one of count, max, mean, min, sum");
        assertThatThrownBy(() -> quantities.number("mean(gain)"))
                .hasMessageContaining("expected the name of a field of the type numbers");
    }

    @Test
    void namesThatTheySpeakOfAreKnownBeforeTheyAppear() {
        Quantities quantities = new Quantities(schema("light: \"kind in ['muon', 'pion'] ? energy : 0\""));
        assertThat(quantities.spokenNames()).isEqualTo(Map.of("kind", Set.of("muon", "pion")));
        assertThat(Condition.names(
                        List.of(Map.of("where", new Condition.Where("kind == 'kaon' && light > 3"))), quantities))
                .isEqualTo(Map.of("kind", Set.of("kaon")));
    }

    @Test
    void aWrongOneIsNamedWithTheColumnInItsText() {
        assertThatThrownBy(() -> new Quantities(schema("a: \"energy / b\"\nb: \"energy\"")))
                .isInstanceOf(SchemaFault.class)
                .hasMessageStartingWith(
                        "tracks: quantities.a: found the unknown name 'b' at column 10, expected one of "
                                + "energy, px, py, pz, kind, p, pt, eta, phi, mass");
    }

    @Test
    void bothBoundsOfAQuantityAreOneRange() {
        assertThat(bounds("pt > 20")).isEqualTo("pt [20.000000000000004, Infinity]");
        assertThat(bounds("20 < pt")).isEqualTo("pt [20.000000000000004, Infinity]");
        assertThat(bounds("abs(eta) < 1.5")).isEqualTo("eta [-1.4999999999999998, 1.4999999999999998]");
        assertThat(bounds("pt == 10 * 2")).isEqualTo("pt [20.0, 20.0]");
        assertThat(bounds("pt != 20")).isEqualTo("none");
        assertThat(bounds("pt < 1 / 0")).isEqualTo("none");
        assertThat(bounds("pt < px")).isEqualTo("none");
    }

    private static String bounds(String text) {
        Quantities quantities = new Quantities(schema("unused: \"energy\""));
        Bounds bounds = Bounds.of((science.pipeline.expression.BooleanExpression.Comparison)
                new Condition.Where(text).expression(quantities));
        return bounds == null ? "none" : bounds.of().text() + " [" + bounds.min() + ", " + bounds.max() + "]";
    }
}
