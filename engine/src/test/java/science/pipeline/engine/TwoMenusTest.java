package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.Selection;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.compare.Comparison;
import science.pipeline.dataset.compare.Difference;
import science.pipeline.dataset.compare.Difference.Change;
import science.pipeline.dataset.compare.Difference.What;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** One stream under two configurations: each difference between the datasets is one between the configurations. */
class TwoMenusTest {

    private static final long END = 2000;

    @TempDir(factory = InMemory.class)
    Path folders;

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());

    @Test
    void aHigherThresholdLosesTheRowsBetweenBothAndNothingElse() throws Exception {
        ResultsFolder lower = analysed("lower", with(menu("hot", 100), true));
        ResultsFolder higher = analysed("higher", with(menu("hot", 120), true));

        List<Difference> rows = ofRecords(lower, higher);

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found)
                        .returns(What.SELECTION, Difference::what)
                        .returns("hot", Difference::name)
                        .returns(Change.LOST, Difference::change));
        assertThat(rows)
                .extracting(Difference::offset)
                .containsExactlyElementsOf(LongStream.range(0, END)
                        .filter(n -> energy(n) >= 100 && energy(n) < 120)
                        .boxed()
                        .toList());
    }

    @Test
    void aNewNameIsALostSelectionAndAGainedOne() throws Exception {
        List<Difference> rows =
                ofRecords(analysed("a", with(menu("hot", 100), true)), analysed("b", with(menu("warm", 100), true)));

        assertThat(rows)
                .allSatisfy(found ->
                        assertThat(found.change()).isEqualTo(found.name().equals("hot") ? Change.LOST : Change.GAINED));
        assertThat(rows).hasSize((int)
                (2 * LongStream.range(0, END).filter(n -> energy(n) >= 100).count()));
    }

    @Test
    void aLayerThatIsOffLosesItsFlags() throws Exception {
        ResultsFolder on = analysed("on", with(menu("hot", 100), true));
        ResultsFolder off = analysed("off", with(menu("hot", 100), false));

        List<Long> layers = ofRecords(on, off).stream()
                .filter(found -> found.what() == What.LAYER)
                .filter(found -> found.name().equals("mass_shell") && found.change() == Change.LOST)
                .map(Difference::offset)
                .toList();

        assertThat(layers)
                .containsExactlyElementsOf(LongStream.range(0, END)
                        .filter(TwoMenusTest::isOffShell)
                        .boxed()
                        .toList());
    }

    private static List<Difference> ofRecords(ResultsFolder a, ResultsFolder b) throws Exception {
        List<Difference> differences = new ArrayList<>();
        Comparison.of(a, b, differences::add);
        differences.removeIf(found -> found.partition() < 0);
        return differences;
    }

    private static Menu menu(String name, double least) {
        return new Menu(List.of(new Selection(name, Map.of("energy_gev", Condition.Range.atLeast(least)))));
    }

    private static AnalysisConfiguration with(Menu menu, boolean massShell) {
        AnalysisConfiguration usual = AnalysisConfiguration.defaults();
        DetectionConfiguration detection = usual.detection();
        return new AnalysisConfiguration(
                usual.schema(),
                menu,
                new DetectionConfiguration(
                        detection.flagsPerMillion(),
                        Map.of("mass_shell", massShell),
                        detection.warmUp(),
                        detection.massShell(),
                        detection.rareEvents()),
                usual.watch(),
                usual.statistics());
    }

    private ResultsFolder analysed(String name, AnalysisConfiguration configuration) throws Exception {
        ResultsFolder folder = ResultsFolder.open(folders.resolve(name));
        Beginning beginning = new Beginning(
                "test",
                "owner",
                folder.identify(new Source("events", "id", "cluster")),
                0,
                0,
                ConfigurationHash.setup(configuration));
        try (Sink sink = PartitionDataset.takeOver(folder, beginning, Long.MAX_VALUE)) {
            Engine engine = new Engine(0, configuration, 0, sink, new EventPrinter() {
                @Override
                public void events(int partition, EventBatch batch, Verdicts verdicts) {}

                @Override
                public void rejected(int partition, long offset, Rejection rejection) {}
            });
            for (long n = 0; n < END; n++) {
                byte[] document = encoder.encode(event(n));
                engine.accept(n, 0, document, 0, document.length);
            }
            sink.draft(engine.stand(), true).commit();
        }
        return folder;
    }

    private static double energy(long n) {
        return 60 + n % 83;
    }

    private static boolean isOffShell(long n) {
        return n % 211 == 210;
    }

    private static ParticleEvent event(long n) {
        double momentum = isOffShell(n) ? 1 : energy(n);
        return new ParticleEvent(
                n, 1_768_559_000_000_000L + n * 50_000, "photon", energy(n), momentum, 0, 0, "DET_001", false);
    }
}
