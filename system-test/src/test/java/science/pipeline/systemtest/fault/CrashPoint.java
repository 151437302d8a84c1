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
                        "dataset.Takeover#fence:before:1",
                        "dataset.Takeover#fence:after:1",
                        "dataset.Claims#sweep:before:1",
                        "dataset.Claims#sweep:after:1",
                        "dataset.Takeover#copy:before:1",
                        "dataset.Takeover#copy:after:1",
                        "dataset.Takeover#copy:after:2",
                        "dataset.Commit#movedTo:after:1",
                        "dataset.Commit#movedTo:after:1>dataset.CommitLog#link:before:1",
                        "dataset.Commit#movedTo:after:1>dataset.CommitLog#link:after:1",
                        "dataset.Commit#movedTo:after:1>dataset.CommitLog#append:after:1",
                        "dataset.Commit#movedTo:after:1>dataset.CommitLog#append:after:1>dataset.ResultsFolder#file:before:2",
                        "dataset.Takeover#run:after:1",
                        "intake.OwnedPartition#recover:after:1")
                .map(point -> new CrashPoint(Path.RECOVERY, point));
        // The first commits of a process belong to its recovery; those meant here follow the first draft.
        Stream<CrashPoint> commit = Stream.of(
                        "dataset.PartitionDataset#draft:after",
                        "intake.Outbox#waiting:after",
                        "dataset.PartitionDataset#commit:before",
                        "dataset.AppendFile#force:before",
                        "dataset.AppendFile#force:after",
                        "dataset.CommitLog#append:before",
                        "dataset.CommitLog#write:after",
                        "dataset.CommitLog#link:before",
                        "dataset.CommitLog#link:after",
                        "dataset.Durable#syncFolder:after",
                        "dataset.CommitLog#prune:before",
                        "dataset.CommitLog#prune:after",
                        "dataset.PartitionDataset#commit:after",
                        "intake.Outlet#taken:before",
                        "intake.OwnedPartition#acknowledge:before",
                        "intake.OwnedPartition#acknowledge:after")
                .map(CrashPoint::inCommit);
        Stream<CrashPoint> end = Stream.of(
                        "intake.OwnedPartition#leave:before:1",
                        "intake.OwnedPartition#leave:after:1",
                        "dataset.FinalDataset#build:before:1",
                        "dataset.Workshop#enter:after:1",
                        "dataset.FinalFileWriter#write:after:1",
                        "dataset.ParquetExport#write:before:1",
                        "dataset.ParquetExport#write:after:1",
                        "dataset.FinalDataset#removeOthers:before:1",
                        "dataset.StatisticsFiles#writeAll:before:1",
                        "dataset.StatisticsFiles#writeAll:after:1",
                        "dataset.FinalDataset#manifest:after:1",
                        "dataset.FinalDataset#manifest:after:1>dataset.Durable#syncFolder:before:1",
                        "dataset.FinalDataset#build:after:1")
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
                ? "dataset.PartitionDataset#draft:before:1>" + point + ":" + (1 + scene.random.nextInt(MOST_PASSES))
                : point;
        try (Analytics doomed = scene.startAside("halt@" + where)) {
            if (path == Path.FINAL) {
                scene.untilCommittedBeyond(committed);
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
