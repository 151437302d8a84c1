package science.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaChangeTest {

    private static final Schema BEFORE = schema("{a: {type: number, unit: V}, b: name}");

    @Test
    void aFurtherOptionalFieldIsAllowedWhereverItStands() {
        assertThat(SchemaChange.refused(
                        BEFORE, schema("{c: {type: text, presence: optional}, a: {type: number, unit: V}, b: name}")))
                .isEmpty();
    }

    @Test
    void whereValuesComeFromAndWhatTheyMayBeMayChange() {
        assertThat(
                        SchemaChange.refused(
                                BEFORE,
                                schema(
                                        "{a: {type: number, unit: V, from: x.y, aliases: [a], max: 5}, b: {type: name, default: n}}")))
                .isEmpty();
    }

    @Test
    void whatChangesWhatAColumnHoldsIsTold() {
        assertThat(SchemaChange.refused(
                        BEFORE, schema("{b: name, a: {type: integer, unit: mV, role: energy}, d: name}")))
                .containsExactly(
                        "a: its type was 'number' and is 'integer'",
                        "a: its role was 'none' and is 'energy'",
                        "a: its unit was 'V' and is 'mV'",
                        "b: it stands before fields that it stood behind",
                        "d: a further field that is required, where only an optional one may be added");
        assertThat(SchemaChange.refused(BEFORE, schema("{a: {type: number, unit: V, scale: 2}}")))
                .containsExactly("a: its scale was 'none' and is '2'", "b: the field is gone");
    }

    private static Schema schema(String fields) {
        return SchemaYaml.read("test.yml", "name: test\nfields: " + fields + "\n");
    }
}
