package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.schema.Schema;

/** The commits of a partition: one writer for each number, nothing replaced, damage found. */
class CommitLogTest {

    private static final ResultsFolder.Identity IDENTITY = new ResultsFolder.Identity("dataset", Rows.SOURCE);

    @TempDir
    Path folder;

    private CommitLog log;

    @BeforeEach
    void open() {
        log = new CommitLog(folder);
    }

    @Test
    void theNewestCommitIsReadBackAsItWasWritten() throws Exception {
        log.append(first("a"));
        Commit second = first("a").takenOver(beginning("b"));
        log.append(second);

        assertThat(log.newest()).get().usingRecursiveComparison().isEqualTo(second);
    }

    @Test
    void whatTheDiskDidNotLetGoIsRemovedWithTheNextCommit() throws Exception {
        log.append(first("a"));
        Path kept = Files.writeString(folder.resolve("000000000001.a.tmp"), "{");
        Path later = Files.writeString(folder.resolve("000000000003.b.tmp"), "{");

        log.append(first("a").takenOver(beginning("a")));

        assertThat(kept).doesNotExist();
        assertThat(later).exists();
    }

    @Test
    void theBooksAreTheNewestCommitWithoutAlertsAndState() throws Exception {
        Stand stand = new Stand(
                7,
                1,
                5L,
                PartitionCounts.NONE,
                List.of(Letter.alert("{}"), Letter.alert("{\"commit\":\"µ\"}")),
                new byte[] {1, 2});
        Commit.DataFile file = new Commit.DataFile("windows_p0_e1_0.bin", 1, 2, "00000000", true);
        log.append(first("a"));
        log.append(first("a").followedBy(stand, List.of(file)));

        Stand light = new Stand(7, 1, 5L, PartitionCounts.NONE, List.of(), new byte[0]);
        assertThat(log.newestBooks())
                .get()
                .usingRecursiveComparison()
                .isEqualTo(first("a").followedBy(light, List.of(file)));
        assertThat(log.newest().orElseThrow().unsent())
                .usingRecursiveComparison()
                .isEqualTo(stand.unsent());
    }

    @Test
    void alertsThatAFormerVersionHadNotSentAreStillToBeSent() throws Exception {
        Stand stand = new Stand(7, 1, 5L, PartitionCounts.NONE, List.of(Letter.alert("{}")), new byte[] {1});
        log.append(first("a"));
        log.append(first("a").followedBy(stand, List.of()));
        Path file = folder.resolve("000000000002.json");
        String now = Files.readString(file);
        String commit = now.substring(now.indexOf("\"commit\":") + 9, now.length() - 2)
                .replaceFirst("\"unsent\":\\[.*?\\],\"state\"", "\"unsentAlerts\":[\"{\\\\\"a\\\\\":1}\"],\"state\"")
                .replace(",\"unsent\":{}", "");
        byte[] bytes = commit.getBytes(StandardCharsets.UTF_8);
        String former = "{\"crc32c\":\"" + Durable.crc32c(bytes, 0, bytes.length) + "\",\"commit\":" + commit + "}\n";
        assertThat(former).contains("unsentAlerts").doesNotContain("\"unsent\"");
        Files.writeString(file, former);

        assertThat(log.newest().orElseThrow().unsent()).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo(Letter.To.ALERTS);
            assertThat(letter.value()).asString().isEqualTo("{\"a\":1}");
        });
        assertThat(new CommitLog(folder).newestBooks().orElseThrow().counts().unsent())
                .isEmpty();
    }

    @Test
    void theBooksAreReadOnceAndAnewWhenThereIsANewerCommit() throws Exception {
        log.append(first("a"));
        Commit books = log.newestBooks().orElseThrow();
        assertThat(log.newestBooks()).containsSame(books);

        log.append(first("a").takenOver(beginning("b")));
        assertThat(log.newestBooks()).get().extracting(Commit::number).isEqualTo(2L);
    }

    @Test
    void aNumberIsWrittenOnceOnly() throws Exception {
        log.append(first("a"));

        assertThatThrownBy(() -> log.append(first("b"))).isInstanceOf(Fenced.class);
        assertThat(log.newest()).get().extracting(Commit::owner).isEqualTo("a");
    }

    @Test
    void aLinkWhoseAnswerWasLostCountsAsWritten() throws Exception {
        log.append(first("a"));
        log.append(first("a"));
        assertThat(log.newest()).get().extracting(Commit::number).isEqualTo(1L);
    }

    @Test
    void anOwnerThatSleptUntilItsNumberWasPrunedIsFencedByListing() throws Exception {
        Commit commit = first("a");
        Commit late = commit.takenOver(beginning("zombie"));
        log.append(commit);
        for (int i = 0; i < 20; i++) {
            commit = commit.takenOver(beginning("owner" + i));
            log.append(commit);
        }
        assertThat(folder.resolve("000000000002.json")).doesNotExist();

        assertThatThrownBy(() -> log.append(late)).isInstanceOf(Fenced.class);
        assertThat(log.newest()).get().extracting(Commit::owner).isEqualTo("owner19");
    }

    @Test
    void onlyTheLastFewCommitsAreKeptAndNoTemporaryFile() throws Exception {
        Commit commit = first("a");
        log.append(commit);
        for (int i = 0; i < 20; i++) {
            commit = commit.takenOver(beginning("a"));
            log.append(commit);
        }
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSizeLessThanOrEqualTo(8)
                    .allMatch(file -> file.toString().endsWith(".json"));
        }
    }

    @Test
    void oneChangedByteIsRefusedWithTheFileAndBothChecksums() throws Exception {
        log.append(first("a"));
        Path file = folder.resolve("000000000001.json");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> log.newest())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("checksum");
    }

    @Test
    void aShortenedOrEmptyCommitIsRefused() throws Exception {
        log.append(first("a"));
        Path file = folder.resolve("000000000001.json");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> log.newest()).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aFolderWithoutCommitsHasNoNewest() throws IOException {
        assertThat(new CommitLog(folder.resolve("absent")).newest()).isEmpty();
    }

    private static Commit first(String owner) {
        return Commit.first(beginning(owner));
    }

    private static Beginning beginning(String owner) {
        return new Beginning(
                "test", owner, IDENTITY, 0, 0, new Setup(Schema.byDefault().text(), "hash"));
    }

    @Test
    void anotherConfigurationIsNumberedFromTheNextRecordOn() {
        Commit commit = first("a")
                .takenOver(new Beginning(
                        "test",
                        "b",
                        IDENTITY,
                        0,
                        0,
                        new Setup(Schema.byDefault().text(), "other")));
        assertThat(commit.configurations()).isEqualTo(List.of(configuration(1, "hash"), configuration(2, "other")));
    }

    @Test
    void aCommitSaysWhichHostsMadeThoseBeforeIt() {
        Setup setup = new Setup(Schema.byDefault().text(), "hash");
        Commit commit = first("a")
                .takenOver(new Beginning("test", "b", IDENTITY, 0, 0, setup))
                .takenOver(new Beginning("another", "c", IDENTITY, 0, 40, setup));

        assertThat(commit.hosts()).isEqualTo(List.of(new Commit.Host("test", 1, 0), new Commit.Host("another", 3, 40)));
    }

    @Test
    void anAcceptedGapMovesTheNextOffsetAndCountsAsLost() {
        Commit commit = first("a")
                .takenOver(new Beginning(
                        "test",
                        "b",
                        IDENTITY,
                        0,
                        40,
                        new Setup(Schema.byDefault().text(), "hash")));
        assertThat(commit.nextOffset()).isEqualTo(40);
        assertThat(commit.counts().lost()).isEqualTo(40);
    }

    private static Commit.Configuration configuration(int version, String settings) {
        return Commit.Configuration.of(version, new Setup(Schema.byDefault().text(), settings), 0);
    }
}
