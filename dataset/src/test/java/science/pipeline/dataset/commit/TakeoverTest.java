package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Sink;

/** Owners come and go, some without a word; the dataset is always what the newest commit names. */
class TakeoverTest {

    @TempDir
    Path root;

    private ResultsFolder folder;

    @BeforeEach
    void open() {
        folder = ResultsFolder.open(root);
    }

    @Test
    void whatWasNotCommittedIsNotPartOfTheDataset() throws Exception {
        Rows crashed = Rows.takeOver(folder, 0, "crashed");
        crashed.appendUpTo(1000).commit().appendUpTo(5000).draft(false);

        Rows next = Rows.takeOver(folder, 0, "next");

        assertThat(next.dataset.stand().nextOffset()).isEqualTo(1000);
        next.appendUpTo(2000).leave();
        assertThat(faults()).isEmpty();
        assertThat(offsets()).hasSize(1960).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aZombieThatWakesUpChangesNoByteOfTheDataset() throws Exception {
        Rows zombie = Rows.takeOver(folder, 0, "zombie");
        zombie.appendUpTo(1000).commit();
        zombie.appendUpTo(1500);
        Sink.Draft late = zombie.draft(false);

        Rows next = Rows.takeOver(folder, 0, "next");
        zombie.appendUpTo(3000);
        assertThatThrownBy(late::commit).isInstanceOf(Fenced.class);
        next.appendUpTo(2000).leave();
        zombie.appendUpTo(200_000);
        zombie.close();

        assertThat(faults()).isEmpty();
        assertThat(offsets()).hasSize(1960).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void filesThatACrashedOwnerCreatedAndNeverCommittedAreRemoved() throws Exception {
        Rows crashed = Rows.takeOver(folder, 0, "crashed");
        crashed.appendUpTo(500);
        assertThat(dataFiles()).isNotEmpty();

        Rows.takeOver(folder, 0, "next").close();

        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void aCommitThatACrashedOwnerCouldNotLinkIsRemovedAndOneOfALaterNumberIsNot() throws Exception {
        Rows.takeOver(folder, 0, "crashed").appendUpTo(500).commit().close();
        Path halfDone = Files.writeString(folder.commits(0).resolve("000000000003.crashed.tmp"), "{");
        Path later = Files.writeString(folder.commits(0).resolve("000000000009.later.tmp"), "{");

        Rows.takeOver(folder, 0, "next").close();

        assertThat(halfDone).doesNotExist();
        assertThat(later).exists();
    }

    @Test
    void aTakeoverLeavesTheFilesOfOtherPartitionsAlone() throws Exception {
        Rows eleven = Rows.takeOver(folder, 11, "eleven");
        eleven.appendUpTo(500);
        List<String> before = dataFiles();

        Rows.takeOver(folder, 1, "one").close();

        assertThat(dataFiles()).isEqualTo(before);
        eleven.leave();
        assertThat(faults()).allMatch(fault -> fault.contains("holds no commit, although partition 11 does"));
    }

    @Test
    void afterACleanLeaveNoFileIsCopied() throws Exception {
        Rows.takeOver(folder, 0, "first").appendUpTo(1000).leave();
        List<String> before = dataFiles();

        Rows.takeOver(folder, 0, "second").close();

        assertThat(dataFiles()).isEqualTo(before);
    }

    @Test
    void filesRollBySizeAndKeepTheirOrder() throws Exception {
        Rows rows = Rows.takeOver(folder, 0, "owner", 10_000);
        for (int end = 100; end <= 2000; end += 100) {
            rows.appendUpTo(end).commit();
        }
        rows.leave();

        assertThat(dataFiles())
                .filteredOn(name -> name.startsWith("all_events"))
                .hasSizeGreaterThan(5);
        assertThat(faults()).isEmpty();
        assertThat(offsets()).hasSize(1960).isSorted();
    }

    @Test
    void aShortenedFileIsRefusedAndNothingIsChanged() throws Exception {
        Rows.takeOver(folder, 0, "crashed").appendUpTo(1000).commit().close();
        Path file = file("all_events");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 1);
        }
        List<String> before = dataFiles();

        assertThatThrownBy(() -> Rows.takeOver(folder, 0, "next"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file.toString());
        assertThat(dataFiles()).isEqualTo(before);
    }

    @Test
    void aMissingFileIsRefused() throws Exception {
        Rows.takeOver(folder, 0, "first").appendUpTo(1000).leave();
        Files.delete(file("high_energy_events"));

        assertThatThrownBy(() -> Rows.takeOver(folder, 0, "next"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aChangedByteInAnOpenFileIsRefused() throws Exception {
        Rows.takeOver(folder, 0, "crashed").appendUpTo(1000).commit().close();
        Path file = file("all_events");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> Rows.takeOver(folder, 0, "next"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void aFolderOfAnotherTopicIsRefused() throws Exception {
        folder.identify(Rows.SOURCE);

        assertThatThrownBy(() -> folder.identify(new Source("events", "created-again", "cluster-id")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("created-again")
                .hasMessageContaining("topic-id");
    }

    private List<String> faults() throws IOException {
        return Verification.of(folder).faults();
    }

    /** Offsets of all events, file after file in the order of their names' offsets. */
    private List<Long> offsets() throws IOException {
        List<Long> offsets = new ArrayList<>();
        List<FileName> names = folder.dataFiles(0).stream()
                .filter(name -> name.kind().equals(Kind.ALL_EVENTS))
                .sorted(Comparator.comparingLong(FileName::firstOffset))
                .toList();
        for (FileName name : names) {
            List<String> lines = Files.readAllLines(folder.file(name));
            lines.subList(1, lines.size())
                    .forEach(line -> offsets.add(Long.parseLong(line.substring(line.lastIndexOf(',') + 1))));
        }
        return offsets;
    }

    private List<String> dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> FileName.parse(name).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private Path file(String kind) throws IOException {
        return root.resolve(dataFiles().stream()
                .filter(name -> name.startsWith(kind))
                .findFirst()
                .orElseThrow());
    }
}
