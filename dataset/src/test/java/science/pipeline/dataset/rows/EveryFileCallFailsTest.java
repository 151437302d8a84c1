package science.pipeline.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import science.pipeline.dataset.FaultyDisk;
import science.pipeline.dataset.InMemory;
import science.pipeline.dataset.Rows;
import science.pipeline.dataset.closing.Verification;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;

/**
 * Commits and takeovers in which the n-th call of the file system fails, for every n. Whoever goes on from the newest
 * commit comes to the same rows, each once; nothing that a commit names was removed, and nothing is left behind.
 */
class EveryFileCallFailsTest {

    /**
     * Commits at these offsets: a first one, one with a file that is full, one by an owner that leaves in good order.
     */
    private static final long[] GOALS = {40, 75, 100};

    private static final long END = 100;
    private static final long CRASH_AFTER = 75;
    private static final long ROLL_BYTES = 6_000;

    @TempDir(factory = InMemory.class)
    Path folders;

    /** How a call fails. */
    private enum Manner {
        /** It does nothing and says so. */
        NOTHING_DONE,
        /** It does what it should and says that it did not. */
        DONE_BUT_DENIED,
        /** As when there are no more file handles: the following ones fail, too. */
        FOR_A_WHILE,
        /** An Error instead of an exception. */
        OUT_OF_MEMORY;

        FaultyDisk.Fault at(int n) {
            return (call, isDone) -> {
                boolean fails = this == FOR_A_WHILE ? call >= n && call < n + 12 : call == n;
                if (fails && isDone == (this == DONE_BUT_DENIED)) {
                    if (this == OUT_OF_MEMORY) {
                        throw new OutOfMemoryError("injected");
                    }
                    throw new IOException("injected at call " + n);
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void theOwnerGoesOnAndEveryRowIsThereOnce(Manner manner) throws Exception {
        int calls = 1;
        for (int n = 1; n <= calls; n++) {
            Path root = Files.createDirectory(folders.resolve("fails-at-" + n));
            FaultyDisk disk = new FaultyDisk(root);
            ResultsFolder folder = open(disk, root);
            disk.failBy(manner.at(n));

            new Owners(folder).reachTheEnd(root);

            calls = n == 1 ? disk.calls() : calls;
            assertTheBooksClose(root, manner + " at call " + n);
        }
        assertThat(calls).as("calls of the file system").isGreaterThan(100);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoeverFollowsAKilledOwnerComesToTheSameRows() throws Exception {
        for (int n = 1; ; n++) {
            int dead = n;
            Path root = Files.createDirectory(folders.resolve("killed-at-" + n));
            FaultyDisk disk = new FaultyDisk(root);
            ResultsFolder folder = open(disk, root);
            disk.failBy((call, isDone) -> {
                if (call >= dead) {
                    throw new Killed();
                }
            });
            try {
                new Owners(folder).reachTheEnd(root);
                return; // it made fewer calls than that
            } catch (Killed nothingMoreReachesTheDisk) {
                new Owners(open(new FaultyDisk(root), root)).reachTheEnd(root);
                assertTheBooksClose(root, "killed at call " + n);
            }
        }
    }

    private static ResultsFolder open(FaultyDisk disk, Path root) throws IOException {
        ResultsFolder folder = ResultsFolder.open(disk.see(root));
        folder.identify(Rows.SOURCE);
        return folder;
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One after the other, each until trouble or its end. */
    private static final class Owners {

        private static final int MOST_TROUBLE = 15;

        private final ResultsFolder folder;
        private @Nullable Rows rows;
        private int owners;
        private int troubles;

        Owners(ResultsFolder folder) {
            this.folder = folder;
        }

        void reachTheEnd(Path root) throws IOException {
            for (long goal : GOALS) {
                while (!reach(goal)) {
                    assertThat(++troubles).as("troubles at " + root).isLessThan(MOST_TROUBLE);
                    letGo();
                    assertThat(faultsOfWhatIsCommitted(root))
                            .as("after trouble at " + root)
                            .isEmpty();
                }
            }
        }

        private boolean reach(long goal) throws IOException {
            try {
                if (rows == null) {
                    rows = Rows.takeOver(folder, 0, "owner " + owners++, ROLL_BYTES);
                }
                if (rows.dataset.stand().nextOffset() >= goal) {
                    return true;
                }
                rows.appendUpTo(goal);
                rows.draft(goal == END).commit();
                if (goal == CRASH_AFTER) {
                    rows.appendUpTo(goal + 10);
                    letGo();
                }
                return true;
            } catch (IOException | Fenced | OutOfMemoryError trouble) {
                return false;
            }
        }

        private void letGo() {
            try {
                if (rows != null) {
                    rows.close();
                }
            } catch (IOException | OutOfMemoryError again) {
                // as the service does: what it could not tidy up the next owner does
            } finally {
                rows = null;
            }
        }
    }

    /** Files beside those that the commits name are not looked at: a next owner removes them. */
    private static List<String> faultsOfWhatIsCommitted(Path root) throws IOException {
        ResultsFolder folder = ResultsFolder.existing(root);
        return folder.newestCommits().isEmpty()
                ? List.of()
                : Verification.of(folder).faults().stream()
                        .filter(fault -> !fault.contains("no commit names it"))
                        .toList();
    }

    private static void assertTheBooksClose(Path root, String when) throws IOException {
        ResultsFolder folder = ResultsFolder.existing(root);
        assertThat(Verification.of(folder).faults()).as(when).isEmpty();
        assertThat(offsets(folder))
                .as(when)
                .isEqualTo(LongStream.range(0, END)
                        .filter(offset -> offset % 50 != 49)
                        .boxed()
                        .toList());
        assertNothingIsLeftBehindByTheNextOwner(root, when);
    }

    /** What could not be removed when it was of no use any more goes with the next takeover. */
    private static void assertNothingIsLeftBehindByTheNextOwner(Path root, String when) throws IOException {
        try {
            Rows.takeOver(open(new FaultyDisk(root), root), 0, "next").close();
        } catch (Fenced impossible) {
            throw new AssertionError(impossible);
        }
        ResultsFolder folder = ResultsFolder.existing(root);
        try (Stream<Path> claims = Files.list(folder.commits(0).resolve("claims"));
                Stream<Path> commits = Files.list(folder.commits(0))) {
            assertThat(claims).as(when).isEmpty();
            assertThat(commits).as(when).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    /** Of all events, file after file in the order of their names' offsets. */
    private static List<Long> offsets(ResultsFolder folder) throws IOException {
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
}
