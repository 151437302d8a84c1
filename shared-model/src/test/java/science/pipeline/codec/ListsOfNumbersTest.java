package science.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.event.EventBatch;
import science.pipeline.event.SchemaEvent;
import science.pipeline.event.Summary;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Format;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;

/** Waveforms and spectra: lists of numbers that are values. */
class ListsOfNumbersTest {

    private static final Schema SCOPE = SchemaYaml.read("scope.yml", """
            name: scope
            fields:
              channel: {type: name}
              wave:    {type: numbers, from: data.wave, unit: mV}
              dark:    {type: numbers, presence: optional}
            """);

    private static final int WAVE = 1;
    private static final int DARK = 2;

    private final EventBatch batch = Batches.of(SCOPE, 100, List.of());

    private static byte[] json(String wave) {
        return ("{\"channel\":\"a\",\"data\":{\"wave\":" + wave + "}}").getBytes(StandardCharsets.UTF_8);
    }

    private double summary(int field, Summary summary) {
        return batch.numbers[batch.slots.list(field) + summary.ordinal()][batch.size() - 1];
    }

    @Test
    void aListIsKeptAsItWasReceivedAndSummedUp() {
        EventDecoder decoder = EventDecoder.of(SCOPE);
        for (int times = 0; times < 3; times++) { // the first is judged strictly, the others by the learnt way
            assertThat(decoder.decode(json("[1.50,-2,3e1]"), 0, batch)).isNull();
            assertThat(batch.csv(batch.size() - 1)).isEqualTo("a,\"[1.50,-2,3e1]\",");
            assertThat(summary(WAVE, Summary.COUNT)).isEqualTo(3);
            assertThat(summary(WAVE, Summary.MIN)).isEqualTo(-2);
            assertThat(summary(WAVE, Summary.MAX)).isEqualTo(30);
            assertThat(summary(WAVE, Summary.SUM)).isEqualTo(29.5);
            assertThat(summary(WAVE, Summary.MEAN)).isEqualTo(29.5 / 3);
            assertThat(summary(DARK, Summary.COUNT)).isNaN();
        }
    }

    @Test
    void blanksAreNotKeptAndAnEmptyListHasACountAndASum() {
        EventDecoder decoder = EventDecoder.of(SCOPE);

        assertThat(decoder.decode(json("[ 1 ,\n 2.0 ]"), 0, batch)).isNull();
        assertThat(batch.csv(0)).isEqualTo("a,\"[1,2.0]\",");
        assertThat(decoder.decode(json("[ ]"), 0, batch)).isNull();
        assertThat(batch.csv(1)).isEqualTo("a,[],");
        assertThat(summary(WAVE, Summary.COUNT)).isZero();
        assertThat(summary(WAVE, Summary.SUM)).isZero();
        assertThat(summary(WAVE, Summary.MEAN)).isNaN();
        assertThat(summary(WAVE, Summary.MAX)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,null] | WRONG_TYPE | data.wave[1]: found null, expected a number",
                "[1,2,\"3\"] | WRONG_TYPE | data.wave[2]: found a string, expected a number",
                "[[1,2]] | WRONG_TYPE | data.wave[0]: found an array, expected a number",
                "[1,{\"a\":2}] | WRONG_TYPE | data.wave[1]: found an object, expected a number",
                "[1,true] | WRONG_TYPE | data.wave[1]: found a boolean, expected a number",
                "[0,1e999] | NOT_FINITE | data.wave[1]: found '1e999', expected a finite number",
                "[NaN] | NOT_FINITE | data.wave[0]: found 'NaN', expected a finite number",
                "5 | WRONG_TYPE | data.wave: found a number, expected a list of numbers",
                "\"[1]\" | WRONG_TYPE | data.wave: found a string, expected a list of numbers",
                "{} | WRONG_TYPE | data.wave: found an object, expected a list of numbers",
                "null | NULL_FIELD | data.wave: found null",
            })
    void aBadElementRejectsTheEventAndIsNamedByItsIndex(String wave, RejectReason reason, String detail) {
        Reject reject = EventDecoder.of(SCOPE).decode(json(wave), 0, batch);

        assertThat(reject).isNotNull();
        assertThat(reject.reason()).isEqualTo(reason);
        assertThat(reject.detail()).isEqualTo(detail);
    }

    @Test
    void aListMayFillTheRecordWhateverLengthTextsMayHave() {
        String wave =
                IntStream.range(0, 10_000).mapToObj(i -> i % 10 + ".25").collect(Collectors.joining(",", "[", "]"));

        assertThat(EventDecoder.of(SCOPE).decode(json(wave), 0, batch)).isNull();
        assertThat(summary(WAVE, Summary.SUM)).isEqualTo(47_500);
        assertThat(EventDecoder.of(SCOPE)
                        .decode(json(wave.replace(".25", ".25000")), 0, batch)
                        .reason())
                .isEqualTo(RejectReason.DOCUMENT_TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyFormCarriesThem(Format format) {
        Schema schema = new FormSettings(format.label(), 0, List.of(), "", "", "").over(SCOPE);
        EventDecoder decoder = EventDecoder.of(schema);
        EventEncoder encoder = new EventEncoder(schema);
        List<String> waves = List.of("[0.1,-2.5,1.0E30]", "[]", "[7.25]", longWave());
        for (String wave : waves) {
            List<String> values = new ArrayList<>(List.of("a", wave));
            values.add(wave.equals("[]") ? null : wave);
            byte[] record = encoder.encode(new SchemaEvent(schema, 0, values));

            assertThat(decoder.decode(record, 0, batch)).isNull();
            List<String> told = new ArrayList<>();
            FieldVisitor.tell(batch, batch.size() - 1, (field, value) -> told.add(value));
            assertThat(told).isEqualTo(values);
        }
        assertThat(summary(WAVE, Summary.COUNT)).isEqualTo(400);
        assertThat(summary(DARK, Summary.COUNT)).isEqualTo(400);
    }

    private static String longWave() {
        return IntStream.range(0, 400).mapToObj(i -> i + ".5").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void elementsOfAFrameMayHoldListsOrBeSome() {
        Schema hits = SchemaYaml.read("hits.yml", """
                name: hits
                each: hits
                fields:
                  adc: {type: numbers, from: hits.adc}
                """);
        Schema bare = SchemaYaml.read("bare.yml", """
                name: bare
                each: hits
                fields:
                  adc: {type: numbers, from: hits}
                """);
        Framed ofHits = new Framed(FrameDecoder.of(hits), hits, 100);
        Framed ofBare = new Framed(FrameDecoder.of(bare), bare, 100);
        for (int times = 0; times < 2; times++) {
            assertThat(rows(ofHits, "{\"hits\":[{\"adc\":[1,2]},{\"adc\":[4]}]}"))
                    .containsExactly("0 \"[1,2]\" 2.0 1.0 2.0 3.0 1.5", "1 [4] 1.0 4.0 4.0 4.0 4.0");
            assertThat(rows(ofHits, "{\"hits\":[{\"adc\":[1,\"x\"]},{\"adc\":[]}]}"))
                    .satisfiesExactly(
                            bad -> assertThat(bad).contains("hits.adc[1]: found a string, expected a number"),
                            empty -> assertThat(empty).isEqualTo("1 [] 0.0 NaN NaN 0.0 NaN"));
            assertThat(rows(ofBare, "{\"hits\":[[1,2],[3],7]}"))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("0 \"[1,2]\" 2.0"),
                            second -> assertThat(second).startsWith("1 [3] 1.0"),
                            bad -> assertThat(bad).contains("hits: found a number, expected a list of numbers"));
        }
    }

    private static List<String> rows(Framed framed, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        framed.told.clear();
        return framed.read(bytes, 0, bytes.length, 0, true).told.stream()
                .map(told -> told.replaceAll(" id .* digits \\S+| \\{.*|^0\\.", ""))
                .toList();
    }

    @Test
    void aCellOfCsvHoldsTheListAsJson() {
        Schema schema = new FormSettings("csv", 0, List.of("channel", "data.wave", "dark"), ";", "", "").over(SCOPE);
        EventDecoder decoder = EventDecoder.of(schema);

        assertThat(decoder.decode("a;[1, 2.5];".getBytes(StandardCharsets.UTF_8), 0, batch))
                .isNull();
        assertThat(batch.csv(0)).isEqualTo("a,\"[1,2.5]\",");
        assertThat(decoder.decode("a;[1,,2];".getBytes(StandardCharsets.UTF_8), 0, batch)
                        .detail())
                .isEqualTo("data.wave[1]: found nothing, expected a number");
        assertThat(decoder.decode("a;[1,2;".getBytes(StandardCharsets.UTF_8), 0, batch)
                        .detail())
                .isEqualTo("data.wave: found '[1,2', expected a list of numbers, as [1, 2.5]");
    }

    @Test
    void whatAListCannotHaveIsRefused() {
        assertThatThrownBy(() -> schema("type: numbers, min: 0"))
                .isInstanceOf(SchemaFault.class)
                .hasMessageContaining("min, max or scale for the type numbers");
        assertThatThrownBy(() -> schema("type: numbers, role: energy"))
                .hasMessageContaining("energy for the type numbers");
        assertThatThrownBy(() -> schema("type: numbers, value: \"[1]\""))
                .hasMessageContaining("a value for the type numbers");
    }

    private static void schema(String wave) {
        SchemaYaml.read("scope.yml", "name: scope\nfields:\n  wave: {" + wave + "}\n  x: {type: number}\n");
    }
}
