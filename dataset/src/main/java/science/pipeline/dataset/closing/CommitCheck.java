package science.pipeline.dataset.closing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.FileName;
import science.pipeline.dataset.commit.ResultsFolder;

/** Checks the commits themselves: each that is kept, what they are commits of, and that no partition is missing. */
final class CommitCheck {

    private final ResultsFolder folder;
    private final FaultList faults;

    CommitCheck(ResultsFolder folder, FaultList faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** The newest commits, ascending by partition; a partition whose newest one cannot be read is a fault. */
    List<Commit> run() throws IOException {
        for (Path file : Durable.list(folder.commits())) {
            String name = file.getFileName().toString();
            if (name.matches("p\\d+") && !isPartition(name)) {
                faults.add(".commits/" + name, "is no partition; nothing of this dataset has such a name");
            }
        }
        List<Commit> newest = new ArrayList<>();
        for (int partition : folder.partitions()) {
            faults.check(place(partition), () -> newest(partition).ifPresent(newest::add));
        }
        newest.forEach(this::checkOrigin);
        findHoles(newest);
        return newest;
    }

    private boolean isPartition(String name) throws IOException {
        return folder.partitions().stream()
                .anyMatch(partition -> place(partition).equals(".commits/" + name));
    }

    private String place(int partition) {
        return ".commits/" + folder.commits(partition).getFileName();
    }

    private Optional<Commit> newest(int partition) throws IOException {
        List<Long> numbers = folder.log(partition).numbers();
        for (Path file : Durable.list(folder.commits(partition))) {
            String name = file.getFileName().toString();
            if (name.matches("\\d+\\.json") && numbers.stream().noneMatch(number -> name.equals(file(number)))) {
                faults.add(place(partition) + "/" + name, "is no commit; none has such a number");
            }
        }
        Optional<Commit> newest = Optional.empty();
        for (long number : numbers) {
            newest = read(partition, number);
        }
        return newest;
    }

    private static String file(long number) {
        return FileName.digits(number, 12) + ".json";
    }

    private Optional<Commit> read(int partition, long number) {
        String name = place(partition) + "/" + file(number);
        try {
            Commit commit = folder.log(partition).read(number);
            commit.files().forEach(Commit.DataFile::fileName);
            if (commit.partition() == partition) {
                return Optional.of(commit);
            }
            faults.add(name, "is a commit of partition " + commit.partition());
        } catch (IOException | RuntimeException unreadable) {
            faults.add(name, "is damaged (" + unreadable.getMessage() + ")");
        }
        return Optional.empty();
    }

    private void checkOrigin(Commit commit) {
        faults.check(".commits/dataset.json", () -> {
            ResultsFolder.Identity identity = folder.identity();
            if (!identity.dataset().equals(commit.dataset())
                    || !identity.source().equals(commit.source())) {
                faults.add(
                        place(commit.partition()),
                        "its newest commit is of dataset " + commit.dataset() + ", " + commit.source()
                                + "; .commits/dataset.json names " + identity.dataset() + ", " + identity.source());
            }
        });
    }

    /** Partitions are numbered from 0, and each is taken over as soon as it is read. */
    private void findHoles(List<Commit> newest) throws IOException {
        List<Integer> known = folder.partitions().stream()
                .filter(partition ->
                        newest.stream().anyMatch(commit -> commit.partition() == partition) || hasCommits(partition))
                .toList();
        int last = known.stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int partition = 0; partition < last; partition++) {
            if (!known.contains(partition)) {
                faults.add(place(partition), "holds no commit, although partition " + last + " does");
            }
        }
    }

    private boolean hasCommits(int partition) {
        try {
            return !folder.log(partition).numbers().isEmpty();
        } catch (IOException unreadable) {
            return true; // which is a fault of its own
        }
    }
}
