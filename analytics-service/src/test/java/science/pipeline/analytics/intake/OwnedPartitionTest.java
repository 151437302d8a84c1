package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import science.pipeline.dataset.FaultyDisk;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * Trouble with disk, folder, topic and Kafka while a partition is read: nothing is lost, nothing twice, nothing mixed.
 */
class OwnedPartitionTest {

    private static final long END = 60;

    @TempDir(factory = InMemory.class)
    Path folders;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whicheverCallOfTheFileSystemFailsEveryRecordIsCommittedOnce(boolean asError) throws Exception {
        int calls = 1;
        for (int n = 1; n <= calls; n++) {
            int failing = n;
            Path root = Files.createDirectory(folders.resolve("fails-at-" + n));
            FaultyDisk disk = new FaultyDisk(root);
            ResultsFolder folder = ResultsFolder.open(disk.see(root));
            try (Reading reading = new Reading(folder, END)) {
                disk.failBy((call, isDone) -> {
                    if (call == failing && !isDone) {
                        if (asError) {
                            throw new NoClassDefFoundError("injected at call " + call);
                        }
                        throw new IOException("injected at call " + call);
                    }
                });
                reading.begin().commitUpTo(END / 2);
                reading.commitUpTo(END);
                assertThat(reading.refusals).isEmpty();
            }

            calls = n == 1 ? disk.calls() : calls;
            assertAllIsCommitted(root, END);
        }
        assertThat(calls).as("calls of the file system").isGreaterThan(50);
    }

    @Test
    void aTopicThatWasCreatedAgainIsRefusedAndNoRowOfItIsCommitted() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            reading.kafkaNames("id-2");
            reading.topic.metadataCame();
            reading.pollUntil(2 * END, () -> !reading.refusals.isEmpty());
            reading.leave();

            assertThat(reading.refusals)
                    .singleElement()
                    .asString()
                    .contains("id-1", "id-2", "deleted and created again");
            assertThat(reading.isPaused()).isTrue();
            assertThat(reading.status().trouble()).asString().contains("id-2");
        }
        assertAllIsCommitted(root, END);
    }

    @Test
    void aTopicThatIsCreatedAgainAfterTheRecordsWereReadIsSeenByTheLastCommitToo() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            reading.kafkaIsSilent();
            reading.topic.metadataCame();
            reading.pollUntil(2 * END, () -> reading.status().trouble() != null);
            reading.kafkaNames("id-2");
            reading.leave();
        }
        assertAllIsCommitted(root, END);
    }

    @Test
    void commitsGoOnWithoutKafkaUntilThereIsNewMetadata() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(10);

            reading.kafkaIsSilent();
            reading.commitUpTo(END);

            reading.topic.metadataCame();
            reading.pollUntil(2 * END, () -> reading.status().trouble() != null);
            assertThat(reading.status().trouble()).asString().contains("Kafka is away");
            reading.kafkaNames("id-1");
            reading.commitUpTo(2 * END);
        }
        assertAllIsCommitted(root, 2 * END);
    }

    @Test
    void aFolderThatIsMovedAwayIsWaitedForAndTheEmptyOneInItsPlaceStaysEmpty() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        Path monday = folders.resolve("results-monday");
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            Files.move(root, monday);
            Files.createDirectory(root);
            reading.pollUntil(2 * END, () -> reading.status().trouble() != null);
            assertThat(reading.status().trouble()).asString().contains("no dataset", "Put it back");
            assertThat(reading.isPaused()).isTrue();
            assertThat(everythingIn(root)).isEmpty();

            Files.delete(root);
            Files.move(monday, root);
            reading.commitUpTo(2 * END);
        }
        assertAllIsCommitted(root, 2 * END);
    }

    @Test
    void anotherDatasetInTheFoldersPlaceIsLeftAsItIs() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        Path other = Files.createDirectory(folders.resolve("other"));
        try (Reading reading = new Reading(ResultsFolder.open(other), END).begin()) {
            reading.commitUpTo(END);
            reading.leave();
        }
        List<String> before = everythingIn(other);
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            Files.move(root, folders.resolve("results-monday"));
            Files.move(other, root);
            reading.pollUntil(2 * END, () -> reading.status().trouble() != null);
            assertThat(reading.status().trouble()).asString().contains("holds dataset");
        }
        assertThat(everythingIn(root)).isEqualTo(before);
        assertAllIsCommitted(root, END);
        assertAllIsCommitted(folders.resolve("results-monday"), END);
    }

    @Test
    void aCopyInTheFoldersPlaceIsGoneOnWithFromItsOwnCommits() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            copy(root, folders.resolve("copy"));
            Files.move(root, folders.resolve("results-monday"));
            Files.move(folders.resolve("copy"), root);
            reading.commitUpTo(2 * END);
        }
        assertAllIsCommitted(root, 2 * END);
        assertAllIsCommitted(folders.resolve("results-monday"), END);
    }

    @Test
    void aDataFileThatIsTakenAwayWhileItIsWrittenIsSeenByTheNextCommit() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        try (Reading reading = new Reading(ResultsFolder.open(root), 2 * END).begin()) {
            reading.commitUpTo(END);

            Path file = only(root, "all_events_");
            Files.move(file, folders.resolve("taken"));
            reading.pollUntil(2 * END, () -> !reading.refusals.isEmpty());

            assertThat(reading.refusals).singleElement().asString().contains("is missing", file.toString());
        }
    }

    @Test
    void aUsersFileUnderTheNextNameIsNeitherWrittenNorRemoved() throws Exception {
        Path root = Files.createDirectory(folders.resolve("results"));
        Path mine = Files.writeString(root.resolve("all_events_p00-e0001-000000000000000000.csv"), "mine");
        try (Reading reading = new Reading(ResultsFolder.open(root), END).begin()) {
            reading.commitUpTo(END);
            reading.leave();
        }
        assertThat(mine).hasContent("mine");
        Files.delete(mine);
        assertAllIsCommitted(root, END);
    }

    private static void assertAllIsCommitted(Path root, long end) throws IOException {
        ResultsFolder folder = ResultsFolder.existing(root);
        assertThat(folder.nextOffset(0)).hasValue(end);
        assertThat(folder.ledger().accepted()).isEqualTo(end);
        // Rows rise strictly and are as many as were accepted, so each is there once.
        assertThat(Verification.of(folder).faults()).isEmpty();
    }

    private static Path only(Path root, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> everythingIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
