package science.pipeline.dataset.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import science.pipeline.dataset.closing.FaultList;
import science.pipeline.dataset.closing.OffsetCheck;
import science.pipeline.dataset.closing.PartRows;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.MergedWindows;

/** What a results folder holds as far as it is committed, to be read from front to back. */
final class Contents {

    private final ResultsFolder folder;
    private final FaultList faults = new FaultList();
    private final TreeMap<Integer, Commit> commits = new TreeMap<>();
    private final EventColumns columns;

    /** @throws Refusal when it holds no commit */
    Contents(ResultsFolder folder) throws IOException {
        this.folder = folder;
        folder.newestCommits().forEach(commit -> commits.put(commit.partition(), commit));
        if (commits.isEmpty()) {
            throw new Refusal(folder.root() + " holds no commit: it is no results folder, or an empty one");
        }
        columns = new EventColumns(Commit.schema(commits()));
    }

    /** Of all rows of events. */
    EventColumns columns() {
        return columns;
    }

    Set<Integer> partitions() {
        return commits.keySet();
    }

    /** The newest ones, in ascending order of their partitions. */
    List<Commit> commits() {
        return List.copyOf(commits.values());
    }

    /** The kinds of rows, sorted; those without any are left out. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        commits.values()
                .forEach(commit -> commit.files().stream()
                        .filter(file -> file.rows() > 0)
                        .forEach(file -> kinds.add(file.fileName().kind())));
        kinds.remove(Kind.WINDOWS);
        return kinds;
    }

    /** The rows of one kind in a partition; none of one that there is not. */
    PartRows rows(String kind, int partition) {
        Commit commit = commits.get(partition);
        if (commit == null) {
            return new PartRows(
                    folder,
                    List.of(),
                    true,
                    new OffsetCheck(kind, commits.firstEntry().getValue()),
                    columns,
                    null,
                    faults);
        }
        List<Commit.DataFile> parts = new ArrayList<>(commit.files());
        parts.removeIf(file -> !file.fileName().kind().equals(kind));
        parts.sort(Comparator.comparingLong(file -> file.fileName().firstOffset()));
        return new PartRows(folder, parts, Kind.isCsv(kind), new OffsetCheck(kind, commit), columns, null, faults);
    }

    MergedWindows windows() {
        return MergedWindows.of(folder, commits());
    }

    /** @throws Refusal when what has been read so far is not what the commits name */
    void expectNoFault() {
        if (!faults.isEmpty()) {
            throw new Refusal("The dataset in " + folder.root() + " is damaged: "
                    + faults.faults().get(0) + ". Run verify: it names all that is.");
        }
    }
}
