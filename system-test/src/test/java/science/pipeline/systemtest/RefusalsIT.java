package science.pipeline.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.fault.Damage;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Books;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Command;
import science.pipeline.systemtest.process.JavaProcess;
import science.pipeline.systemtest.process.Settings;

/** What cannot be trusted is refused: the service ends, says what it found and what to do, and resets nothing. */
@ExtendWith(SharedResources.class)
@ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

    private static final Logger log = LoggerFactory.getLogger(RefusalsIT.class);
    private static final Pattern OFFER = Pattern.compile("--analytics\\.accept-gap=\\S+\\d");

    private static final Pattern HANDLES = Pattern.compile("ulimit -n (\\d+)");

    private final Random random = new Random(Settings.seed());

    /** What is damaged, in copies: all kinds of damage start from the same. */
    private @Nullable Dataset whole;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    @BeforeEach
    void tellTheSeed(TestInfo test) {
        log.info("{}: -Dsystem-test.seed={}", test.getDisplayName(), Settings.seed());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedFolderIsRefused(Damage damage, Cluster cluster, ClosingTable table) throws Exception {
        int times = Settings.times("damage", 1, 5);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        if (whole == null) {
            whole = Dataset.make(cluster, "damage-" + Settings.seed(), folder.resolve("whole"), random.nextLong());
        }
        for (int time = 1; time <= times; time++) {
            Dataset damaged = whole.copy(folder.resolve(damage + "-" + time));
            Path file = damage.damage(damaged.setup().results(), random);

            Dataset.Ended ended = damaged.run("refused-" + damage + "-" + time);

            assertThat(ended.code()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output())
                    .contains(file.getFileName().toString())
                    .contains("damaged")
                    .containsAnyOf("Restore the results folder from a copy", "read the topic anew")
                    .doesNotContain("\tat ");
            assertThat(verify(damaged)).isEqualTo(1);
        }
        table.add(refused("damage-" + damage.name().toLowerCase(Locale.ROOT), times));
    }

    @Test
    void aTopicThatWasCreatedAgainIsRefused(Cluster cluster, ClosingTable table) throws Exception {
        int times = Settings.times("recreated-topic", 1, 5);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        Dataset dataset =
                Dataset.make(cluster, "recreated-" + Settings.seed(), folder.resolve("recreated"), random.nextLong());
        Map<Integer, Long> committed = new Books(dataset.setup().results()).nextOffsets();
        for (int time = 1; time <= times; time++) {
            cluster.deleteTopic(dataset.setup().topic());
            cluster.createTopic(dataset.setup().topic());
            dataset.send(random.nextLong());

            Dataset.Ended ended = dataset.run("refused-" + time);

            assertThat(ended.code()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("was made from topic " + dataset.setup().topic())
                    .contains("Nothing was changed", "Choose an empty folder");
            assertThat(new Books(dataset.setup().results()).nextOffsets()).isEqualTo(committed);
        }
        table.add(refused("recreated-topic", times));
    }

    /** How many times as many records the topic holds that takes the place of the one that is read. */
    private enum Again {
        FEWER(0.5),
        AS_MANY(1),
        MORE(2);

        final double times;

        Again(double times) {
            this.times = times;
        }
    }

    @ParameterizedTest
    @EnumSource(Again.class)
    void aTopicThatIsCreatedAgainWhileItIsReadIsRefused(Again records, Cluster cluster, ClosingTable table)
            throws Exception {
        String fault =
                "recreated-with-" + records.name().toLowerCase(Locale.ROOT).replace('_', '-');
        int times = Settings.times(fault, 1, 5);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        for (int time = 1; time <= times; time++) {
            String name = fault + "-" + time + "-" + Settings.seed();
            Dataset dataset = Dataset.unread(cluster, name, folder.resolve(name), random.nextLong());
            try (Analytics reading = dataset.reading("reading")) {
                Map<Integer, Long> committed = new Books(dataset.setup().results()).nextOffsets();
                cluster.deleteTopic(name);
                cluster.createTopic(name);
                dataset.send(random.nextLong(), records.times);

                assertThat(reading.awaitExit(180)).as(reading::tail).isEqualTo(1);
                assertThat(reading.output())
                        .contains("The topic " + name + " was deleted and created again while it was read")
                        .contains("No record of the new topic is in the dataset", "empty folder");
                assertThat(new Books(dataset.setup().results()).nextOffsets()).isEqualTo(committed);
                // Nobody was left to build final files: the data is whole without them.
                assertThat(verify(dataset)).isEqualTo(3);
            }
        }
        table.add(refused(fault, times));
    }

    @Test
    void aGapByRetentionIsRefusedUntilAPersonAcceptsIt(Cluster cluster, ClosingTable table) throws Exception {
        int times = Settings.times("retention-gap", 1, 5);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        Dataset dataset = Dataset.make(cluster, "gap-" + Settings.seed(), folder.resolve("gap"), random.nextLong());
        long lost = 0;
        for (int time = 1; time <= times; time++) {
            int partition = random.nextInt(4);
            long next = new Books(dataset.setup().results()).nextOffsets().get(partition);
            long gap = 1 + random.nextInt(500);
            lost += gap;
            dataset.send(random.nextLong());
            removeBefore(dataset, partition, next + gap);

            Dataset.Ended ended = dataset.run("refused-" + time);

            assertThat(ended.code()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output()).contains("retention has removed the records before " + (next + gap));
            Matcher offer = OFFER.matcher(ended.output());
            assertThat(offer.find()).as(ended.output()).isTrue();
            Dataset.Ended accepted = dataset.run("accepted-" + time, offer.group());
            assertThat(accepted.code()).as(accepted.output()).isZero();
            assertThat(verify(dataset)).isZero();
            assertThat(accepted.output()).containsPattern("lost +" + "%,d".formatted(lost) + " ");
        }
        table.add(refused("retention-gap", times));
    }

    /** As by ulimit -n; many selections need many files. */
    @Test
    void tooFewFileHandlesAreRefusedAtTheStartWithANumberThatIsEnough(Cluster cluster, ClosingTable table)
            throws Exception {
        int times = Settings.times("few-handles", 1, 1);
        assumeTrue(times > 0, Settings.NOT_ASKED_FOR);
        assumeTrue(Command.run("prlimit", "--version").succeeded(), "needs prlimit (Linux)");
        Dataset dataset =
                Dataset.unread(cluster, "handles-" + Settings.seed(), folder.resolve("handles"), random.nextLong());
        String[] selections = IntStream.range(0, 60)
                .mapToObj(n -> "--analytics.selections.above_" + n + ".pt.min=" + n)
                .toArray(String[]::new);

        Dataset.Ended few = dataset.runWithHandles(500, "few-handles", selections);

        assertThat(few.code()).as(few.output()).isEqualTo(1);
        assertThat(few.output())
                .contains("too few file handles", "found a limit of 500")
                .doesNotContain("\tat ");
        assertThat(new Books(dataset.setup().results()).total()).isZero();
        Matcher advice = HANDLES.matcher(few.output());
        assertThat(advice.find()).as(few.output()).isTrue();
        Dataset.Ended enough = dataset.runWithHandles(Integer.parseInt(advice.group(1)), "handles-enough", selections);
        assertThat(enough.code()).as(enough.output()).isZero();
        assertThat(verify(dataset)).isZero();
        table.add(refused("few-handles", times));
    }

    private static void removeBefore(Dataset dataset, int partition, long offset) throws Exception {
        dataset.cluster()
                .admin()
                .deleteRecords(Map.of(
                        new TopicPartition(dataset.setup().topic(), partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private static int verify(Dataset dataset) {
        try (JavaProcess verify = Analytics.verify(dataset.setup().results(), dataset.logs())) {
            return verify.awaitExit(60);
        }
    }

    private static Outcome refused(String name, int times) {
        return new Outcome(name, times, new HashMap<>(), List.of());
    }
}
