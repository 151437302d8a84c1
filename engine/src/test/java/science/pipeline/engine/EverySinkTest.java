package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.EventEncoder;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.objects.Fetching;
import science.pipeline.dataset.objects.ObjectDataset;
import science.pipeline.dataset.objects.ObjectLog;
import science.pipeline.dataset.objects.StrictStore;
import science.pipeline.dataset.rows.CommittedContent;
import science.pipeline.dataset.rows.MemoryDataset;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/** The promises of a sink, kept by each: whatever fails, each row, reject and window is kept once, and the same. */
class EverySinkTest {

    private static final int PARTITION = 3;
    private static final long END = 250;

    /** Offsets between two stands. */
    private static final long STEP = 70;

    @TempDir(factory = InMemory.class)
    Path folders;

    private final EventEncoder encoder = new EventEncoder(Schema.byDefault());

    /** What keeps one partition. */
    private interface Keeper {
        Sink takeOver() throws IOException, Fenced;

        Map<String, String> content() throws IOException;
    }

    private enum Kind {
        FILES {
            @Override
            Keeper open(Path root) throws IOException {
                ResultsFolder folder = ResultsFolder.open(root);
                ResultsFolder.Identity identity = folder.identify(new Source("events", "id", "cluster"));
                return new Keeper() {
                    @Override
                    public Sink takeOver() throws IOException, Fenced {
                        String owner = UUID.randomUUID().toString();
                        return PartitionDataset.takeOver(
                                folder,
                                new Beginning(
                                        "test",
                                        owner,
                                        identity,
                                        PARTITION,
                                        0,
                                        new Setup(Schema.byDefault().text(), "hash")),
                                8 * 1024);
                    }

                    @Override
                    public Map<String, String> content() throws IOException {
                        return CommittedContent.of(folder, PARTITION);
                    }
                };
            }
        },
        OBJECTS {
            @Override
            Keeper open(Path root) throws IOException {
                return inObjects(new StrictStore(), root);
            }
        },

        MEMORY {
            @Override
            Keeper open(Path root) {
                MemoryDataset dataset = new MemoryDataset(PARTITION, Schema.byDefault());
                return new Keeper() {
                    @Override
                    public Sink takeOver() {
                        return dataset.takeOver();
                    }

                    @Override
                    public Map<String, String> content() {
                        return dataset.content();
                    }
                };
            }
        };

        abstract Keeper open(Path root) throws IOException;
    }

    private static Keeper inObjects(StrictStore store, Path root) throws IOException {
        ResultsFolder.Identity identity = new ObjectLog(store).identify(new Source("events", "id", "cluster"));
        return new Keeper() {
            @Override
            public Sink takeOver() throws IOException, Fenced {
                Setup setup = new Setup(Schema.byDefault().text(), "hash");
                String owner = UUID.randomUUID().toString();
                return ObjectDataset.takeOver(store, new Beginning("test", owner, identity, PARTITION, 0, setup));
            }

            @Override
            public Map<String, String> content() throws IOException {
                return CommittedContent.of(new Fetching(store).into(root.resolve("fetched")), PARTITION);
            }
        };
    }

    /** All that was kept. */
    private record Kept(Map<String, String> content, Stand stand, Map<String, String> alerts) {

        void expect(Kept expected) {
            assertThat(content).isEqualTo(expected.content);
            assertThat(alerts).isEqualTo(expected.alerts);
            assertThat(stand.nextOffset()).isEqualTo(expected.stand.nextOffset());
            assertThat(stand.clockMicros()).isEqualTo(expected.stand.clockMicros());
            assertThat(stand.counts()).isEqualTo(expected.stand.counts());
            assertThat(stand.state()).isEqualTo(expected.stand.state());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsEverythingIsKeptOnceAndTheSame(Kind kind) throws Exception {
        Kept undisturbed = undisturbed(Kind.MEMORY, END);
        assertThat(undisturbed.content)
                .containsKeys("all_events", "anomalies", "high_energy_events", "rejected", "windows");
        assertThat(undisturbed.alerts).isNotEmpty();
        PartitionCounts counts = undisturbed.stand.counts();
        assertThat(counts.received()).isEqualTo(counts.accepted() + counts.rejectedTotal());
        assertThat(counts.received() + counts.skipped()).isEqualTo(END);

        int calls = calls(kind);
        assertThat(calls).isGreaterThan(25);
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int failing = 1; failing <= calls; failing++) {
                Keeper keeper = kind.open(folders.resolve(failing + "-" + afterwards));
                Map<String, String> alerts = new TreeMap<>();
                try (Sink first = keeper.takeOver()) {
                    FaultySink faulty = new FaultySink(first, failing, afterwards, alerts);
                    assertThatThrownBy(() -> run(faulty, STEP)).hasMessageContaining("injected");
                }
                try (Sink next = keeper.takeOver()) {
                    run(new FaultySink(next, 0, false, alerts), STEP - 17);
                    new Kept(keeper.content(), next.stand(), alerts).expect(undisturbed);
                }
            }
        }
    }

    @Test
    void whicheverCallOfAnObjectStoreFailsEverythingIsKeptOnceAndTheSame() throws Exception {
        Kept undisturbed = undisturbed(Kind.MEMORY, END);
        StrictStore counted = new StrictStore();
        Keeper whole = inObjects(counted, folders.resolve("objects"));
        counted.failAt(0, false);
        try (Sink sink = whole.takeOver()) {
            run(new FaultySink(sink, 0, false, new TreeMap<>()), STEP);
        }
        int calls = counted.calls();
        assertThat(calls).isGreaterThan(25);
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int failing = 1; failing <= calls; failing++) {
                StrictStore store = new StrictStore();
                Keeper keeper = inObjects(store, folders.resolve("objects-" + failing + "-" + afterwards));
                Map<String, String> alerts = new TreeMap<>();
                store.failAt(failing, afterwards);
                assertThatThrownBy(() -> {
                            try (Sink first = keeper.takeOver()) {
                                run(new FaultySink(first, 0, false, alerts), STEP);
                            }
                        })
                        .hasMessageContaining("injected");
                store.failAt(0, false);
                try (Sink next = keeper.takeOver()) {
                    run(new FaultySink(next, 0, false, alerts), STEP - 17);
                    new Kept(keeper.content(), next.stand(), alerts).expect(undisturbed);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stockMayBeTakenAnywhere(Kind kind) throws Exception {
        undisturbed(kind, 1).expect(undisturbed(Kind.MEMORY, END));
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoOwnersTheLaterOneCommits(Kind kind) throws Exception {
        Keeper keeper = kind.open(folders.resolve("zombie"));
        Sink zombie = keeper.takeOver();
        Engine late = engine(zombie);
        feed(late, STEP);
        Sink.Draft never = zombie.draft(late.stand(), false);

        Map<String, String> alerts = new TreeMap<>();
        try (Sink next = keeper.takeOver()) {
            assertThatThrownBy(never::commit).isInstanceOf(Fenced.class);
            run(new FaultySink(next, 0, false, alerts), STEP);
            zombie.close();
            new Kept(keeper.content(), next.stand(), alerts).expect(undisturbed(Kind.MEMORY, END));
        }
    }

    private Kept undisturbed(Kind kind, long step) throws Exception {
        Keeper keeper = kind.open(folders.resolve("undisturbed-" + kind + step));
        Map<String, String> alerts = new TreeMap<>();
        try (Sink sink = keeper.takeOver()) {
            run(new FaultySink(sink, 0, false, alerts), step);
            return new Kept(keeper.content(), sink.stand(), alerts);
        }
    }

    private int calls(Kind kind) throws Exception {
        try (Sink sink = kind.open(folders.resolve("counted")).takeOver()) {
            FaultySink counting = new FaultySink(sink, 0, false, new TreeMap<>());
            run(counting, STEP);
            return counting.calls();
        }
    }

    /** Reads to the end, and takes stock after each step. */
    private void run(Sink sink, long step) throws IOException, Fenced {
        Engine engine = engine(sink);
        while (engine.nextOffset() < END) {
            feed(engine, Math.min(END, engine.nextOffset() + step));
            sink.draft(engine.stand(), engine.nextOffset() == END).commit();
        }
    }

    private static Engine engine(Sink sink) {
        return new Engine(PARTITION, AnalysisConfiguration.defaults(), 2, sink, new EventPrinter() {
            @Override
            public void events(int partition, EventBatch batch, Verdicts verdicts) {}

            @Override
            public void rejected(int partition, long offset, Rejection rejection) {}
        });
    }

    /** Every 40th record is no event, every 60th is a tombstone, every 70th a transaction marker. */
    private void feed(Engine engine, long end) throws IOException {
        while (engine.nextOffset() < end) {
            long offset = engine.nextOffset();
            if (offset % 70 == 69) {
                engine.skip(offset + 1);
            } else if (offset % 60 == 59) {
                engine.accept(offset, 0, null, 0, 0);
            } else if (offset % 40 == 39) {
                byte[] text = "before|no event|behind".getBytes(StandardCharsets.UTF_8);
                engine.accept(offset, 0, text, 7, 15);
            } else {
                byte[] document = encoder.encode(event(offset));
                engine.accept(offset, 0, document, 0, document.length);
            }
        }
        engine.flush();
    }

    /** One a second; every 25th has far more energy than its momentum allows. */
    private static ParticleEvent event(long n) {
        double momentum = n % 25 == 24 ? 1 : 120;
        return new ParticleEvent(
                n, 1_768_559_000_000_000L + n * 1_000_000, "photon", 120, momentum, 0, 0, "DET_001", false);
    }
}
