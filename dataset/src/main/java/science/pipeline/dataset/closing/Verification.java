package science.pipeline.dataset.closing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Kind;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.LedgerTable;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;

/**
 * Checks a results folder without Kafka. Whatever follows from the parts is made once more and compared: the books, the
 * final files, Parquet, statistics, alarms, the manifest. Memory does not grow with the dataset, and no damage is more
 * than a fault.
 */
public final class Verification {

    /** What was found, as an exit code. */
    public enum Outcome {
        /** The books close, and the final files are those of the newest commits. */
        CLOSED(0),
        /** Something is missing, changed, or too much. */
        FAULT(1),
        /** The parts are whole; the final files are of older commits, or there are none. */
        OUTDATED(3);

        public final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    private final ResultsFolder folder;
    private final FaultList faults = new FaultList();
    private List<Commit> commits = List.of();
    private List<String> ledger = List.of();
    private boolean outdated;

    private Verification(ResultsFolder folder) {
        this.folder = folder;
    }

    public static Verification of(ResultsFolder folder) {
        Verification verification = new Verification(folder);
        verification.faults.check(folder.root().toString(), verification::run);
        return verification;
    }

    /** Everything that is wrong, one sentence each, which begins with the file's name. */
    public List<String> faults() {
        return faults.faults();
    }

    /** What is worth knowing and not wrong: files of others, final files that are older than the commits. */
    public List<String> notes() {
        return faults.notes();
    }

    public Outcome outcome() {
        if (!faults.isEmpty()) {
            return Outcome.FAULT;
        }
        return outdated ? Outcome.OUTDATED : Outcome.CLOSED;
    }

    /** The ledger as lines of a table. */
    public List<String> ledger() {
        return ledger;
    }

    private void run() throws IOException {
        commits = new CommitCheck(folder, faults).run();
        if (commits.isEmpty()) {
            faults.add(folder.root().toString(), "holds no commit: it is no results folder, or an empty one");
            return;
        }
        faults.check(".commits", () -> ledger = LedgerTable.of(Ledger.of(commits)));
        EventColumns columns = new EventColumns(Commit.schema(commits));
        Map<String, FinalSum> sums = new TreeMap<>();
        for (Commit commit : commits) {
            String partition = ".commits/" + folder.commits(commit.partition()).getFileName();
            faults.check(partition, () -> new PartitionCheck(folder, commit, columns, sums, faults).run());
        }
        // Of damaged windows nothing more is said than that they are.
        boolean windowsAreWhole = faults.faults().stream().noneMatch(fault -> fault.startsWith(Kind.WINDOWS));
        if (windowsAreWhole) {
            faults.check(".commits", () -> new StatisticsCheck(folder, commits, faults).checkSums());
        }
        FinalCheck end = new FinalCheck(folder, commits, columns, sums, faults);
        end.run(windowsAreWhole);
        outdated = end.isOutdated();
        if (folder.isSealed()) {
            boolean done = commits.stream()
                    .allMatch(commit -> commit.isSealed() || commit.counts().accepted() == 0);
            faults.note(
                    folder.root().toString(),
                    done
                            ? "is sealed: its rows are in the final files, and later ones never change it"
                            : "is being sealed, or that was broken off: finalize ends it");
        }
        new StrayCheck(folder, commits, end.named(), faults).run();
    }
}
