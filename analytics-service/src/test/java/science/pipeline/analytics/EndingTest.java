package science.pipeline.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties.FinalDatasetTime;
import science.pipeline.dataset.ReadPartition;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.StatisticsFiles;

/** How a run ends, and with which exit code, whatever goes wrong at the end. */
class EndingTest {

    @TempDir
    Path root;

    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final Partitions partitions = new Partitions();
    private final Answers kafka = new Answers();
    private long limit = Long.MAX_VALUE;

    /** What this instance reads. */
    private static final class Partitions implements Ending.Reading {
        boolean hasOwned = true;
        boolean ownsZero = true;
        boolean readsOnly;
        Runnable leaving = () -> {};

        @Override
        public boolean hasOwned() {
            return hasOwned;
        }

        @Override
        public boolean ownsPartitionZero() {
            return ownsZero;
        }

        @Override
        public boolean readsOnly() {
            return readsOnly;
        }

        @Override
        public void stop() {
            ownsZero = false;
            leaving.run();
        }
    }

    /** Kafka's answers. */
    private final class Answers implements Ending.Topic {
        boolean isSilent;
        boolean hasOtherReaders;

        @Override
        public boolean isDrained() {
            return true;
        }

        @Override
        public boolean isCommittedToTheEnd() throws InterruptedException {
            answerOrWait();
            return true;
        }

        @Override
        public boolean isLastToStop() {
            try {
                answerOrWait();
            } catch (InterruptedException nobodyWaitsAnyMore) {
                Thread.currentThread().interrupt();
            }
            return !hasOtherReaders;
        }

        private void answerOrWait() throws InterruptedException {
            if (isSilent) {
                silence.await();
            }
        }
    }

    @AfterEach
    void answer() {
        silence.countDown();
    }

    @Test
    void aDrainedRunBuildsTheFinalDatasetAndEndsWithZero() throws Exception {
        ReadPartition.of(root, 0).leave();
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(0);
        assertThat(ending.drained()).isTrue();
        assertThat(ending.summary()).isNotEmpty();
        assertThat(root.resolve("manifest.json")).exists();
    }

    @Test
    void whoLooksOnEndsNothingOfWhatAnotherHostReads() {
        ReadPartition.of(root, 0).leave();
        partitions.readsOnly = true;
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        ending.stop();
        assertThat(exits).isEmpty();
        assertThat(root.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void onRequestADrainedRunEndsWithZeroAndBuildsNothing() throws Exception {
        ReadPartition.of(root, 0).leave();
        Ending ending = ending(FinalDatasetTime.REQUEST, true);
        ending.start();
        awaitExit(0);
        assertThat(ending.drained()).isTrue();
        assertThat(root.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void aFinalDatasetThatCannotBeBuiltNeverEndsWithZero() throws Exception {
        ReadPartition.of(root, 0).leave();
        String part = "all_events_p00-e0001-000000000000000000.csv";
        Files.delete(root.resolve(part));
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(1);
        assertThat(ending.drained()).isFalse();
        assertThat(ending.refusal()).get().asString().contains(part);
    }

    @Test
    void aFolderThatCannotBeWrittenAnyMoreEndsTheRunWithItsReason() throws Exception {
        ReadPartition.of(root, 0).leave();
        Files.createDirectory(root.resolve("all_events_final.csv"));
        Files.writeString(root.resolve("all_events_final.csv").resolve("in-the-way"), "x");
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(1);
        assertThat(ending.refusal()).get().asString().contains("The final dataset was not built");
    }

    @Test
    void anErrorWhileLeavingEndsTheRunInsteadOfLeavingItForEver() throws Exception {
        ReadPartition.of(root, 0).leave();
        partitions.leaving = () -> {
            throw new UnsatisfiedLinkError("no library");
        };
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(1);
        assertThat(ending.refusal()).get().asString().contains("no library");
    }

    @Test
    void stoppedTogetherWithKafkaItStillBuildsAndAsksItForNothingThatTheCommitsTell() throws Exception {
        ReadPartition.of(root, 0).leave();
        kafka.isSilent = true;
        Ending ending = ending(FinalDatasetTime.STOP, false);
        ending.start();
        ending.stop();
        assertThat(root.resolve("manifest.json")).content().contains("\"drained\" : false");
        assertThat(exits).isEmpty();
    }

    @Test
    void whileAnotherInstanceReadsNothingIsBuilt() throws Exception {
        ReadPartition another = ReadPartition.of(root, 0);
        kafka.hasOtherReaders = true;
        Ending ending = ending(FinalDatasetTime.STOP, false);
        ending.start();
        ending.stop();
        another.close();
        assertThat(root.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void ofAnInstanceThatWasKilledKafkaKnowsThatItReadsNoMore() throws Exception {
        ReadPartition killed = ReadPartition.of(root, 0);
        Ending ending = ending(FinalDatasetTime.STOP, false);
        ending.start();
        ending.stop();
        killed.close();
        assertThat(root.resolve("manifest.json")).content().contains("\"drained\" : true");
    }

    @Test
    void startedAgainAfterAKillAndStoppedBeforeItReadsItBuildsWhatIsCommitted() throws Exception {
        ReadPartition killed = ReadPartition.of(root, 0);
        partitions.hasOwned = false;
        Ending ending = ending(FinalDatasetTime.STOP, false);
        ending.start();
        ending.stop();
        killed.close();
        assertThat(root.resolve("manifest.json")).exists();
    }

    @Test
    void whereNothingWasReadAndNothingIsCommittedThereIsNothingToBuild() throws Exception {
        partitions.hasOwned = false;
        Ending ending = ending(FinalDatasetTime.STOP, false);
        ending.start();
        ending.stop();
        assertThat(root.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void ofInstancesThatDrainWhilePartitionZeroChangesHandsTheLastOneBuilds() throws Exception {
        ReadPartition.of(root, 0).leave();
        ReadPartition mine = ReadPartition.of(root, 1);
        partitions.ownsZero = false;
        partitions.leaving = mine::leave;
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(0);
        assertThat(root.resolve("manifest.json")).exists();
    }

    @Test
    void aDatasetAboveTheLimitIsLeftToTheCommandWhichComesToTheSame() throws Exception {
        Path other = root.resolveSibling(root.getFileName() + "-at-once");
        ReadPartition.of(root, 0).leave();
        ReadPartition.of(other, 0).leave();
        limit = 1000;
        Ending ending = ending(FinalDatasetTime.STOP, true);
        ending.start();
        awaitExit(0);
        assertThat(root.resolve("manifest.json")).doesNotExist();
        assertThat(ending.summary()).isNotEmpty();

        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] call = {root.toString(), "--analytics.final-formats=csv"};
        assertThat(FinalizeCommand.run(call, new PrintStream(said, true, UTF_8)))
                .isZero();

        assertThat(said.toString(UTF_8)).contains("received").contains("partition");
        dataset(ResultsFolder.existing(other)).build(true);
        assertThat(root.resolve("manifest.json")).content().contains("\"drained\" : true");
        assertThat(files(root)).usingRecursiveComparison().isEqualTo(files(other));
    }

    @Test
    void finalizeWantsAFolderThatHoldsADataset() {
        PrintStream unseen = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        assertThat(FinalizeCommand.run(new String[] {root.resolve("absent").toString()}, unseen))
                .isEqualTo(2);
        assertThat(FinalizeCommand.run(new String[] {root.resolve(".commits").toString()}, unseen))
                .isEqualTo(2);
    }

    /** All but the manifests, which name their folders' identities. */
    private static Map<String, byte[]> files(Path folder) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".commits") && !name.equals("manifest.json")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void awaitExit(int code) {
        await().until(() -> !exits.isEmpty());
        assertThat(exits).containsExactly(code);
    }

    private Ending ending(FinalDatasetTime time, boolean exitsWhenDrained) {
        FinalDataset dataset = dataset(ResultsFolder.existing(root));
        return new Ending(
                time, exitsWhenDrained, partitions, kafka, new FinalBuild(dataset, kafka, limit, false), exits::add);
    }

    private static FinalDataset dataset(ResultsFolder folder) {
        AnalysisConfiguration configuration = AnalysisConfiguration.defaults();
        return new FinalDataset(
                folder,
                configuration,
                new StatisticsFiles(folder, configuration, (window, json) -> {}),
                List.of(FinalFormat.CSV),
                "test");
    }
}
