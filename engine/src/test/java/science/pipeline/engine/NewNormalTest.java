package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.codec.EventEncoder;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** What a person says to be normal applies from one offset of a partition on, whoever owns it. */
class NewNormalTest {

    private static final NewNormal SAID = new NewNormal("DET_001", "Ada", "2026-01-16T12:00:00.000Z");
    private static final long START_MICROS = 1_768_559_000_000_000L;

    @TempDir(factory = InMemory.class)
    Path folders;

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());
    private ResultsFolder folder;
    private SayingBox box;

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(folders.resolve("results"));
        box = folder.sayings(0);
    }

    private Sink takeOver(ResultsFolder results) throws IOException, Fenced {
        return PartitionDataset.takeOver(
                results,
                new Beginning(
                        "test",
                        UUID.randomUUID().toString(),
                        results.identify(new Source("events", "id", "cluster")),
                        0,
                        0,
                        new Setup(Schema.byDefault().text(), "hash")),
                1 << 20);
    }

    private static Engine engine(Sink sink) {
        return new Engine(0, AnalysisConfiguration.defaults(), 0, sink, EventPrinter.NONE);
    }

    private void feed(Engine engine, long end) throws IOException {
        while (engine.nextOffset() < end) {
            long n = engine.nextOffset();
            byte[] document = encoder.encode(new ParticleEvent(
                    n, START_MICROS + n * 1_000_000, "photon", 120, 120, 0, 0, "DET_00" + n % 3, false));
            engine.accept(n, 0, document, 0, document.length);
        }
    }

    /** As hosts do. */
    private Sink.Draft draft(Sink sink, Engine engine) throws IOException {
        for (SayingBox.Waiting each : box.waiting()) {
            engine.hear(each.saying());
        }
        return sink.draft(engine.stand(), false);
    }

    @Test
    void itIsTakenAtTheNextStandAndStaysInTheCommits() throws Exception {
        try (Sink sink = takeOver(folder)) {
            Engine engine = engine(sink);
            feed(engine, 70);
            box.put(SAID);
            draft(sink, engine).commit();
            feed(engine, 90);
            sink.draft(engine.stand(), true).commit();
        }

        NewNormal.Taken taken =
                new NewNormal.Taken("DET_001", 70, START_MICROS + 69_000_000, "Ada", "2026-01-16T12:00:00.000Z");
        assertThat(folder.newestCommits().get(0).normals()).containsExactly(taken);
        assertThat(folder.newestBooks().get(0).normals()).containsExactly(taken);
    }

    @Test
    void killedBeforeTheCommitItIsTakenAtALaterStand() throws Exception {
        Sink killed = takeOver(folder);
        Engine lost = engine(killed);
        feed(lost, 50);
        killed.draft(lost.stand(), false).commit();
        box.put(SAID);
        feed(lost, 70);
        draft(killed, lost); // never committed

        try (Sink next = takeOver(folder)) {
            Engine engine = engine(next);
            assertThat(engine.nextOffset()).isEqualTo(50);
            assertThat(engine.normals()).isEmpty();
            feed(engine, 85);
            draft(next, engine).commit();
            assertThat(engine.normals()).extracting(NewNormal.Taken::offset).containsExactly(85L);
        }
    }

    @Test
    void killedBeforeItIsRemovedFromTheBoxItIsTakenOnce() throws Exception {
        Sink killed = takeOver(folder);
        Engine first = engine(killed);
        feed(first, 70);
        box.put(SAID);
        draft(killed, first).commit();
        assertThat(box.isEmpty()).isFalse();

        ResultsFolder other = ResultsFolder.open(folders.resolve("undisturbed"));
        try (Sink next = takeOver(folder);
                Sink undisturbed = takeOver(other)) {
            Engine engine = engine(next);
            feed(engine, 100);
            draft(next, engine).commit();
            Engine expected = engine(undisturbed);
            feed(expected, 70);
            expected.hear(SAID);
            feed(expected, 100);

            assertThat(next.stand().normals())
                    .isEqualTo(List.copyOf(expected.stand().normals()))
                    .hasSize(1);
            assertThat(next.stand().state()).isEqualTo(expected.stand().state());
        }
    }

    @Test
    void whatIsSaidOfADetectorThatHasNoEventsHereChangesNothingButTheBooks() throws Exception {
        try (Sink sink = takeOver(folder)) {
            Engine engine = engine(sink);
            NewNormal ofNobody = new NewNormal("DET_999", "Ada", "2026-01-16T12:00:00.000Z");
            engine.hear(ofNobody);
            assertThat(engine.normals().get(0).sinceMicros()).isNull();
            feed(engine, 30);
            byte[] before = engine.stand().state();
            engine.hear(new NewNormal("DET_999", "Ada", "2026-01-16T12:00:01.000Z"));

            assertThat(engine.stand().state()).isEqualTo(before);
            assertThat(engine.normals()).hasSize(2);
        }
    }
}
