package science.pipeline.analysis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static science.pipeline.analysis.Events.SECOND;
import static science.pipeline.analysis.Events.START;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.histogram.HistogramDefinition.Scale;
import science.pipeline.analysis.histogram.Histograms;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.Condition.OneOf;
import science.pipeline.analysis.quantity.Condition.Range;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.Selection;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

class PartitionPipelineTest {

    private static final AnalysisConfiguration CONFIGURATION = configuration(
            new Menu(List.of(
                    new Selection("high_energy_events", Map.of("energy_gev", Range.atLeast(100))),
                    new Selection("kaons", Map.of("particle_type", new OneOf(List.of("kaon", "pion"))), 3, true),
                    new Selection("central", Map.of("eta", new Range(-1, 1))))),
            Duration.ofSeconds(10));

    /** 12,000 events: the layers are warm after a sixth of them, so that most are flagged by what was learnt. */
    @RepeatedTest(4)
    void batchBoundariesAndRestartsChangeNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ParticleEvent> events = Events.stream(repetition.getCurrentRepetition(), 12_000);
        Recording undisturbed = new Recording(CONFIGURATION);
        undisturbed.analyse(events, EventBatch.CAPACITY);
        undisturbed.reject();

        Recording cut = new Recording(CONFIGURATION);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(500));
            cut.analyse(events.subList(from, to), 1 + random.nextInt(EventBatch.CAPACITY));
            if (random.nextInt(4) == 0) {
                cut.restart(CONFIGURATION);
            }
            from = to;
        }
        cut.reject();

        assertThat(cut.rows()).isEqualTo(undisturbed.rows()).anyMatch(row -> row.contains("true"));
        assertThat(cut.closedWindows()).isEqualTo(undisturbed.closedWindows()).isNotEmpty();
        assertThat(cut.pipeline().counts()).isEqualTo(undisturbed.pipeline().counts());
        assertThat(cut.pipeline().clockMicros())
                .isEqualTo(undisturbed.pipeline().clockMicros());
        assertThat(cut.saved()).isEqualTo(undisturbed.saved());
    }

    @Test
    void countsAgreeWithTheVerdictsAndTheWindowsWithTheCounts() {
        Recording recording = new Recording(CONFIGURATION);
        recording.analyse(Events.stream(9, 12_000), 700);

        AnalysisCounts counts = recording.pipeline().counts();

        assertThat(counts.accepted()).isEqualTo(12_000);
        assertThat(counts.flagged()).isEqualTo(recording.flagged()).isPositive();
        assertThat(counts.flaggedByLayer().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(counts.flagged());
        assertThat(counts.selected()).isEqualTo(recording.selected());
        assertThat(counts.truePositives()).isLessThanOrEqualTo(Math.min(counts.flagged(), counts.labelled()));
        assertThat(counts.late() + counts.future())
                .isEqualTo(recording.pipeline().outside().totalEvents());
        assertThat(recording.totalOfAllWindows()).isEqualTo(counts.accepted());
    }

    @Test
    void goesOnWithAnotherMenuAndOtherWindows() {
        Recording recording = new Recording(CONFIGURATION);
        recording.analyse(List.of(Events.at(START, 150), Events.at(START + SECOND, 50)), 10);
        Menu menu = new Menu(List.of(new Selection("muons", Map.of("particle_type", new OneOf(List.of("muon"))))));

        recording.restart(configuration(menu, Duration.ofSeconds(60)));
        recording.analyse(List.of(Events.at(START + 30 * SECOND, 170)), 10);

        assertThat(recording.pipeline().counts().selected())
                .isEqualTo(Map.of("muons", 1L, "high_energy_events", 1L, "kaons", 0L, "central", 0L));
        assertThat(recording.closedWindows()).hasSize(1);
        assertThat(recording.pipeline().openWindows())
                .extracting(WindowContribution::totalEvents)
                .containsExactly(1L);
    }

    @Test
    void namesBeyondTheBoundsShareOnePlaceBeforeAndAfterARestart() {
        Recording recording = new Recording(configuration(Menu.of(Schema.byDefault()), Duration.ofSeconds(10)));
        for (int i = 0; i < 3_000; i++) {
            String number = Integer.toString(i);
            recording.analyse(
                    List.of(new ParticleEvent(i, START, "type" + number, 1, 1, 1, 1, "det" + number, false)), 1);
            if (i % 500 == 0) {
                recording.restart(configuration(Menu.of(Schema.byDefault()), Duration.ofSeconds(10)));
            }
        }
        EventBatch batch = recording.pipeline().newBatch();
        assertThat(batch.names.particleTypes().size()).isBetween(201, 230);
        assertThat(batch.names.detectors().size()).isEqualTo(2_001);
        assertThat(batch.names.particleTypes().code("type2999")).isEqualTo(NameTable.OTHER);
        assertThat(recording.totalOfAllWindows()).isEqualTo(3_000);
    }

    /** Which is found at the head of what is saved, so that nothing else needs to be read for it. */
    @Test
    void histogramsOfAllWindowsAddUpToThoseSinceTheBeginning() throws IOException {
        Recording recording = new Recording(CONFIGURATION);
        recording.analyse(Events.stream(9, 1_000), 70);
        recording.analyse(Events.stream(9, 1_000), 80); // every id again: all find a partner

        List<WindowStatistics> windows = new ArrayList<>(recording.closedWindows());
        recording.pipeline().openWindows().stream()
                .map(window -> WindowStatistics.of(List.of(window)))
                .forEach(windows::add);
        windows.add(WindowStatistics.of(List.of(recording.pipeline().outside())));
        Histograms cumulative =
                PartitionPipeline.loadHistograms(new DataInputStream(new ByteArrayInputStream(recording.saved())));

        for (int i = 0; i < 2; i++) {
            int which = i;
            List<Long> sum = new ArrayList<>(Collections.nCopies(50, 0L));
            windows.forEach(window -> {
                List<Long> counts = window.histograms().get(which).counts();
                for (int bin = 0; bin < counts.size(); bin++) {
                    sum.set(bin, sum.get(bin) + counts.get(bin));
                }
            });
            assertThat(cumulative.all().get(which).counts()).isEqualTo(sum).anyMatch(count -> count > 0);
        }
    }

    @Test
    void rejectsOfAPartitionWithoutEventsAreOutside() {
        PartitionPipeline pipeline = new PartitionPipeline(CONFIGURATION);
        pipeline.reject();

        assertThat(pipeline.clockMicros()).isEmpty();
        assertThat(pipeline.outside().rejected()).isEqualTo(1);
        assertThat(pipeline.openWindows()).isEmpty();
    }

    @Test
    void aBatchOfAnotherPartitionIsRefused() {
        EventBatch foreign = new PartitionPipeline(CONFIGURATION).newBatch();
        assertThatThrownBy(() -> new PartitionPipeline(CONFIGURATION).analyse(foreign))
                .hasMessage("BUG: the batch belongs to another partition");
    }

    /** 213 events of which one was late and twelve future in a row, saved by 5db2fd3. */
    @Test
    void aStateBeforeTheClockKnewThePaceIsReadAndGoesOn() throws IOException {
        AnalysisConfiguration configuration = new AnalysisConfiguration(
                Schema.byDefault(),
                Menu.of(Schema.byDefault()),
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                StatisticsConfiguration.defaults());
        PartitionPipeline pipeline;
        try (InputStream saved = getClass().getResourceAsStream("state-3.bin.gz")) {
            pipeline = PartitionPipeline.load(configuration, new DataInputStream(new GZIPInputStream(saved)));
        }

        assertThat(pipeline.counts().accepted()).isEqualTo(213);
        assertThat(pipeline.counts().late()).isEqualTo(1);
        assertThat(pipeline.counts().future()).isEqualTo(12);
        assertThat(pipeline.clockMicros()).hasValue(START + 199 * SECOND / 10);
        assertThat(pipeline.outside().totalEvents()).isEqualTo(13);
        EventBatch batch = pipeline.newBatch();
        Events.append(Events.at(START + 20 * SECOND, 1), 213, batch);
        pipeline.analyse(batch);
        assertThat(pipeline.openWindows())
                .extracting(WindowContribution::totalEvents)
                .containsExactly(100L, 100L, 1L);
    }

    @Test
    void bytesOfAnotherVersionAreRefused() {
        DataInputStream nonsense = new DataInputStream(new ByteArrayInputStream(new byte[] {99}));
        assertThatThrownBy(() -> PartitionPipeline.load(CONFIGURATION, nonsense))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Unknown form of the analysis' state: found 99, expected 3 to 5");
    }

    private static AnalysisConfiguration configuration(Menu menu, Duration window) {
        return new AnalysisConfiguration(
                Schema.byDefault(),
                menu,
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                new StatisticsConfiguration(
                        window,
                        Duration.ofSeconds(60),
                        List.of(
                                histogram("pt", Map.of("particle_type", new OneOf(List.of("muon", "pion")))),
                                histogram("pair_mass", Map.of()))));
    }

    private static HistogramDefinition histogram(String quantity, Map<String, Condition> where) {
        return new HistogramDefinition("of_" + quantity, quantity, Scale.LINEAR, 0, 200, 50, where);
    }
}
