package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import science.pipeline.systemtest.agent.Tripwire;
import science.pipeline.systemtest.process.Analytics;

/** The process ends, as by kill -9, at a named point of the commit path, of the recovery, or of the final dataset. */
public final class CrashPoint implements Fault {

    private static final int PATIENCE_SECONDS = 180;
    private static final int MOST_PASSES = 5;

    private enum Path {
        COMMIT,
        RECOVERY,
        FINAL
    }

    private final Path path;
    private final String point;

    private CrashPoint(Path path, String point) {
        this.path = path;
        this.point = point;
    }

    /** All points, in the order in which a process comes through. */
    public static List<CrashPoint> all() {
        Stream<CrashPoint> recovery = Stream.of(
                        "dataset.commit.Takeover#fence:before:1",
                        "dataset.commit.Takeover#fence:after:1",
                        "dataset.commit.Claims#sweep:before:1",
                        "dataset.commit.Claims#sweep:after:1",
                        "dataset.commit.Takeover#copy:before:1",
                        "dataset.commit.Takeover#copy:after:1",
                        "dataset.commit.Takeover#copy:after:2",
                        "dataset.commit.Commit#movedTo:after:1",
                        "dataset.commit.Commit#movedTo:after:1>dataset.commit.CommitLog#link:before:1",
                        "dataset.commit.Commit#movedTo:after:1>dataset.commit.CommitLog#link:after:1",
                        "dataset.commit.Commit#movedTo:after:1>dataset.commit.CommitLog#append:after:1",
                        "dataset.commit.Commit#movedTo:after:1>dataset.commit.CommitLog#append:after:1>dataset.commit.ResultsFolder#file:before:2",
                        "dataset.commit.Takeover#run:after:1",
                        "analytics.intake.OwnedPartition#recover:after:1")
                .map(point -> new CrashPoint(Path.RECOVERY, point));
        // The first commits of a process belong to its recovery; those meant here follow the first draft.
        Stream<CrashPoint> commit = Stream.of(
                        "dataset.rows.PartitionDataset#draft:after",
                        "analytics.post.Outbox#waiting:after",
                        "dataset.rows.PartitionDataset#commit:before",
                        "dataset.commit.AppendFile#force:before",
                        "dataset.commit.AppendFile#force:after",
                        "dataset.commit.CommitLog#append:before",
                        "dataset.commit.CommitLog#write:after",
                        "dataset.commit.CommitLog#link:before",
                        "dataset.commit.CommitLog#link:after",
                        "dataset.commit.Durable#syncFolder:after",
                        "dataset.commit.CommitLog#prune:before",
                        "dataset.commit.CommitLog#prune:after",
                        "dataset.rows.PartitionDataset#commit:after",
                        "analytics.post.Outlet#taken:before",
                        "analytics.intake.OwnedPartition#acknowledge:before",
                        "analytics.intake.OwnedPartition#acknowledge:after")
                .map(CrashPoint::inCommit);
        Stream<CrashPoint> end = Stream.of(
                        "analytics.intake.OwnedPartition#leave:before:1",
                        "analytics.intake.OwnedPartition#leave:after:1",
                        "dataset.closing.FinalDataset#build:before:1",
                        "dataset.commit.Workshop#enter:after:1",
                        "dataset.closing.FinalFileWriter#write:after:1",
                        "dataset.closing.ParquetExport#write:before:1",
                        "dataset.closing.ParquetExport#write:after:1",
                        "dataset.closing.FinalDataset#removeOthers:before:1",
                        "dataset.windows.StatisticsFiles#writeAll:before:1",
                        "dataset.windows.StatisticsFiles#writeAll:after:1",
                        "dataset.closing.FinalDataset#manifest:after:1",
                        "dataset.closing.FinalDataset#manifest:after:1>dataset.commit.Durable#syncFolder:before:1",
                        "dataset.closing.FinalDataset#build:after:1")
                .map(point -> new CrashPoint(Path.FINAL, point));
        return Stream.of(recovery, commit, end).flatMap(points -> points).toList();
    }

    /** One on the commit path, by its name. */
    public static CrashPoint inCommit(String point) {
        return new CrashPoint(Path.COMMIT, point);
    }

    @Override
    public String name() {
        return "crash at " + point;
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.untilAlone();
        scene.letSomeRecordsPass();
        scene.kill(scene.anyInstance());
        scene.forgetDeadMembers();
        long committed = scene.books().total();
        String where = path == Path.COMMIT
                ? "dataset.rows.PartitionDataset#draft:before:1>" + point + ":"
                        + (1 + scene.random.nextInt(MOST_PASSES))
                : point;
        try (Analytics doomed = scene.startAside("halt@" + where)) {
            if (path == Path.FINAL) {
                // The workshop is entered for live statistics, too: then it has met its point before its first commit.
                scene.until(
                        "a commit beyond " + committed + " records, or the end at " + where,
                        () -> !doomed.isAlive() || scene.books().total() > committed);
                doomed.terminate();
            }
            int code = doomed.awaitExit(PATIENCE_SECONDS);
            if (code != Tripwire.EXIT_CODE) {
                throw new AssertionError(
                        "not ended at " + where + " but with exit code " + code + "; " + doomed.tail());
            }
        }
        scene.forgetDeadMembers();
        Scene.Recovery recovery = scene.strike();
        scene.start();
        recovery.await();
        return Optional.empty();
    }
}
