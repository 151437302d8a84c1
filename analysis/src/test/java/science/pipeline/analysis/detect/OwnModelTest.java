package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static science.pipeline.analysis.onnx.ModelBytes.FLOAT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.detect.DetectionConfiguration.Per;
import science.pipeline.analysis.detect.ModelSettings.Mode;
import science.pipeline.analysis.detect.ModelSettings.Odd;
import science.pipeline.analysis.onnx.ModelBytes;
import science.pipeline.analysis.onnx.OnnxModel;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.codec.StrictDecoder;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** A model that people brought, among the layers: two channels and their sum, which each alone look usual. */
class OwnModelTest {

    private static final Schema SUMS = SchemaYaml.read("sums.yml", """
            name: sums
            fields:
              module: {type: name, role: detector}
              a:      {type: number, presence: optional}
              b:      {type: number}
              sum:    {type: number}
              truth:  {type: boolean, role: label}
            """);

    private static final int EVENTS = 12_000;
    private static final int ODD = 9_000;
    private static final List<String> INPUTS = List.of("a", "b", "sum");

    /** {@code (a + b − sum)²}. */
    private static final byte[] BALANCE = new ModelBytes()
            .input("a", FLOAT, 1)
            .input("b", FLOAT, 1)
            .input("sum", FLOAT, 1)
            .output("off", FLOAT, 1)
            .constant("two", new long[] {}, 2)
            .node("Add", List.of("a", "b"), List.of("expected"))
            .node("Sub", List.of("expected", "sum"), List.of("difference"))
            .node("Pow", List.of("difference", "two"), List.of("off"))
            .bytes();

    /** {@code ln b}, which half of the events have no answer to. */
    private static final byte[] LOGARITHM = new ModelBytes()
            .input("b", FLOAT, 1)
            .output("y", FLOAT, 1)
            .node("Log", List.of("b"), List.of("y"))
            .bytes();

    private static ModelSettings model(byte[] file, List<String> inputs, Odd odd, Mode mode) {
        return ModelSettings.read(
                "detection.models.balance",
                "balance.onnx",
                file,
                ModelSettings.Runtime.OWN,
                OnnxModel::read,
                "",
                inputs,
                "",
                odd,
                Per.NONE,
                mode);
    }

    private static DetectionConfiguration with(ModelSettings model) {
        return with(Map.of("balance", model));
    }

    private static DetectionConfiguration with(Map<String, ModelSettings> models) {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        return new DetectionConfiguration(
                100, Map.of("burst", false), 400, defaults.massShell(), Map.of("a", Per.NONE), Map.of(), models);
    }

    private static List<String> events() {
        Random random = new Random(3);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double sum = i == ODD ? a + b + 1.5 : a + b + 0.05 * random.nextGaussian();
            String first = random.nextInt(50) == 0 && i != ODD ? "" : String.format(Locale.ROOT, "\"a\":%.6f,", a);
            events.add(String.format(
                    Locale.ROOT,
                    "{\"module\":\"M%d\",%s\"b\":%.6f,\"sum\":%.6f,\"truth\":%s}",
                    i % 3,
                    first,
                    b,
                    sum,
                    i == ODD));
        }
        return events;
    }

    /** A detection that events are put to, cut into batches, and restarted. */
    private static final class Run {
        final Map<Integer, String> flags = new TreeMap<>();
        final Map<Integer, Explanation> explanations = new TreeMap<>();
        private final NameTables names = NameTables.of(SUMS, 100);
        private final Flags found = new Flags();
        private Detection detection;

        Run(DetectionConfiguration configuration) {
            detection = new Detection(configuration, names);
        }

        void put(List<String> events, int from, int to, int batchSize) throws IOException {
            StrictDecoder decoder = new StrictDecoder(SUMS);
            EventBatch batch = new EventBatch(names);
            for (int i = from; i < to; i++) {
                byte[] json = events.get(i).getBytes(StandardCharsets.UTF_8);
                assertThat(decoder.decode(json, 0, json.length, i, batch)).isNull();
                if (batch.size() == batchSize || i + 1 == to) {
                    detection.detect(batch, found);
                    for (int row = 0; row < batch.size(); row++) {
                        if (found.flagged[row]) {
                            flags.put((int) batch.offset[row], found.reasons(row));
                            explanations.put((int) batch.offset[row], found.explanation(row));
                        }
                    }
                    batch.clear();
                }
            }
        }

        void restart(DetectionConfiguration configuration) throws IOException {
            byte[] saved = saved();
            detection = new Detection(configuration, names);
            detection.load(new DataInputStream(new ByteArrayInputStream(saved)));
        }

        byte[] saved() throws IOException {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            detection.save(new DataOutputStream(saved));
            return saved.toByteArray();
        }

        LayerStatus status(String layer) {
            return detection.status().stream()
                    .filter(one -> one.layer().equals(layer))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Run run(DetectionConfiguration configuration) throws IOException {
        Run run = new Run(configuration);
        run.put(events(), 0, EVENTS, EventBatch.CAPACITY);
        return run;
    }

    @Test
    void itFlagsWithinTheBudgetWhatItFindsOddAndSaysWhichInputMadeItSo() throws IOException {
        Run run = run(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG)));

        assertThat(run.flags).hasSizeLessThan(6);
        assertThat(run.flags.get(ODD)).startsWith("models.balance:");
        Explanation.Contribution why = run.explanations.get(ODD).contributions().get(0);
        assertThat(why.layer()).isEqualTo("models.balance");
        assertThat(why.observed()).isCloseTo(2.25, within(0.01));
        assertThat(why.features()).hasSize(6).containsKeys("a", "without.a", "b", "without.b", "sum", "without.sum");
        assertThat(why.pull()).isGreaterThan(10);
    }

    @Test
    void whatIsExplainedIsTheAnswerWithoutTheInput() throws IOException {
        Explanation.Contribution why = run(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG)))
                .explanations
                .get(ODD)
                .contributions()
                .get(0);
        double a = why.features().get("a");
        double b = why.features().get("b");
        double usualSum = a + b - Math.sqrt(why.features().get("without.sum"));
        double otherwise = a + b + Math.sqrt(why.features().get("without.sum"));
        // The usual sum is near 0, whichever root it is.
        assertThat(Math.min(Math.abs(usualSum), Math.abs(otherwise))).isLessThan(0.5);
    }

    @Test
    void itFindsTheSameWhereverBatchesEndAndWhoeverGoesOn() throws IOException {
        DetectionConfiguration configuration = with(model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG));
        Run whole = run(configuration);
        Run cut = new Run(configuration);
        cut.put(events(), 0, 5_001, 77);
        cut.restart(configuration);
        cut.put(events(), 5_001, EVENTS, 1);

        assertThat(cut.flags).isEqualTo(whole.flags);
        assertThat(cut.explanations).isEqualTo(whole.explanations);
        assertThat(cut.saved()).isEqualTo(whole.saved());
    }

    @Test
    void oneThatIsTriedChangesNothingAndIsCounted() throws IOException {
        Run without = run(with(Map.of()));
        Run tried = run(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.SHADOW)));

        assertThat(tried.flags).isEqualTo(without.flags);
        LayerStatus status = tried.status("models.balance");
        assertThat(status.state()).isEqualTo(LayerStatus.State.SHADOW);
        assertThat(status.tried().wouldFlag()).isBetween(1L, 5L);
        assertThat(status.tried().labelled()).isEqualTo(1);
        assertThat(status.tried().latest()).contains((long) ODD).hasSize((int)
                status.tried().wouldFlag());
        assertThat(status.tried().alsoFlagged())
                .isLessThanOrEqualTo(status.tried().wouldFlag());
    }

    @Test
    void switchedOnItGoesOnWithWhatItHasLearntWhileItWasTried() throws IOException {
        Run run = new Run(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.SHADOW)));
        run.put(events(), 0, ODD - 1, EventBatch.CAPACITY);
        run.restart(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG)));
        assertThat(run.status("models.balance").state()).isEqualTo(LayerStatus.State.ACTIVE);
        run.put(events(), ODD - 1, ODD + 1, EventBatch.CAPACITY);

        assertThat(run.flags.get(ODD)).startsWith("models.balance:");
    }

    @Test
    void anotherFileBeginsAnew() throws IOException {
        Run run = run(with(model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG)));
        run.restart(with(model(LOGARITHM, List.of("b"), Odd.HIGH, Mode.FLAG)));

        assertThat(run.status("models.balance").eventsSeen()).isZero();
    }

    @Test
    void lowAnswersAreOddWhereThatIsSaid() throws IOException {
        byte[] negative = new ModelBytes()
                .input("x", FLOAT, 3)
                .output("y", FLOAT, 1)
                .constant("w", new long[] {3, 1}, 1, 1, -1)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .bytes();

        assertThat(run(with(model(negative, INPUTS, Odd.LOW, Mode.FLAG))).flags).containsKey(ODD);
        assertThat(run(with(model(negative, INPUTS, Odd.HIGH, Mode.FLAG))).flags)
                .doesNotContainKey(ODD);
    }

    @Test
    void oneWithoutAnswersMutesItselfAndStopsNothing() throws IOException {
        Run run = run(with(model(LOGARITHM, List.of("b"), Odd.HIGH, Mode.FLAG)));

        LayerStatus status = run.status("models.balance");
        assertThat(status.state()).isEqualTo(LayerStatus.State.MUTED);
        assertThat(status.reason()).matches("no answer to \\d\\d of the last 100 events");
        assertThat(run.flags.values()).noneMatch(reasons -> reasons.contains("models.balance"));
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsKey() {
        assertRefused(
                () -> model(BALANCE, List.of("a", "b"), Odd.HIGH, Mode.FLAG),
                "detection.models.balance.file: found in balance.onnx 2 quantities, expected 3");
        assertRefused(
                () -> model(BALANCE, List.of("a", "a", "b"), Odd.HIGH, Mode.FLAG),
                "detection.models.balance.inputs: found 3 names: a, a, b");
        Quantities quantities = new Quantities(SUMS);
        assertRefused(
                () -> with(model(BALANCE, List.of("a", "b", "c"), Odd.HIGH, Mode.FLAG))
                        .checked(quantities),
                "detection.models.balance.inputs: found the name 'c', expected a number of the stream: ");
        assertRefused(
                () -> ModelSettings.read(
                        "detection.models.balance",
                        "balance.onnx",
                        BALANCE,
                        ModelSettings.Runtime.OWN,
                        OnnxModel::read,
                        "00",
                        INPUTS,
                        "",
                        Odd.HIGH,
                        Per.NONE,
                        Mode.FLAG),
                "detection.models.balance.file: found a file with the SHA-256 ");
        assertRefused(
                () -> with(Map.of("Balance!", model(BALANCE, INPUTS, Odd.HIGH, Mode.FLAG))),
                "detection.models.Balance!: found the name 'Balance!'");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidSetting.class).hasMessageStartingWith(message);
    }

    @Test
    void itsWordsNameTheFileByItsBytes() {
        assertThat(model(BALANCE, INPUTS, Odd.HIGH, Mode.SHADOW).words())
                .contains(
                        entry("file", "balance.onnx"),
                        entry("inputs", INPUTS),
                        entry("odd", "high"),
                        entry("per", "none"),
                        entry("mode", "shadow"))
                .hasEntrySatisfying("sha256", hash -> assertThat((String) hash).matches("[0-9a-f]{64}"));
    }
}
