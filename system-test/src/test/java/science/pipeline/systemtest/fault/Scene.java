package science.pipeline.systemtest.fault;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import science.pipeline.systemtest.load.Load;
import science.pipeline.systemtest.process.Analytics;
import science.pipeline.systemtest.process.Books;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.JavaProcess;
import science.pipeline.systemtest.process.Settings;

/** Where faults strike: a cluster, a load, and instances that share a group and a results folder. */
public final class Scene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    public final Cluster cluster;
    public final Analytics.Setup setup;
    public final Load load;
    public final Random random;
    private final Path logs;
    private final List<Analytics> instances = new ArrayList<>();
    private final List<Analytics> sleepers = new ArrayList<>();
    private int started;

    public Scene(Cluster cluster, Analytics.Setup setup, Load load, Random random, Path logs) {
        this.cluster = cluster;
        this.setup = setup;
        this.load = load;
        this.random = random;
        this.logs = logs;
    }

    public Books books() {
        return new Books(setup.results());
    }

    /** The instances that should be at work. */
    List<Analytics> instances() {
        return List.copyOf(instances);
    }

    Analytics anyInstance() {
        return instances.get(random.nextInt(instances.size()));
    }

    /** Starts a further instance as the trial sets it up. */
    public Analytics start() {
        Analytics instance = launch(setup);
        instances.add(instance);
        return instance;
    }

    /** Starts a further instance that bears a fault and outlives it. */
    Analytics start(String fault) {
        Analytics instance = startAside(fault);
        instances.add(instance);
        return instance;
    }

    /** Starts a further instance; returns when it has its share of the partitions. */
    void join() {
        int members = untilSettled();
        start();
        until("more members at work than " + members, () -> membersAtWork() > members);
    }

    /** Ends an instance in good order; returns when the others have taken over its share. */
    void leave(Analytics instance) {
        int members = untilSettled();
        end(instance);
        until("fewer members at work than " + members, () -> membersAtWork() > 0 && membersAtWork() < members);
    }

    /** Waits until each instance has partitions, and each partition an instance. */
    void untilAllAtWork() {
        until("every instance at work", () -> membersAtWork() >= instances.size());
    }

    private int untilSettled() {
        until("every member at work", () -> membersAtWork() > 0);
        return membersAtWork();
    }

    private int membersAtWork() {
        return cluster.membersAtWork(setup.group());
    }

    /** Starts an instance that is expected to end or freeze by itself. */
    Analytics startAside(String fault) {
        String faults = setup.fault().isEmpty() ? fault : setup.fault() + "," + fault;
        return launch(setup.withFault(faults));
    }

    private Analytics launch(Analytics.Setup how) {
        return Analytics.start("analytics-" + ++started, how, logs);
    }

    /** Kills an instance and forgets it. */
    void kill(Analytics instance) {
        instance.kill();
        instances.remove(instance);
    }

    /** Kills all instances and forgets them. */
    void killAll() {
        instances().forEach(this::kill);
        forgetDeadMembers();
    }

    /** Ends an instance in good order and forgets it. */
    void end(Analytics instance) {
        instance.terminate();
        awaitEnd(instance);
    }

    /** Ends all instances at the same moment and forgets them. */
    void endAtOnce() {
        instances().forEach(Analytics::terminate);
        instances().forEach(this::awaitEnd);
    }

    private void awaitEnd(Analytics instance) {
        instances.remove(instance);
        int code = instance.awaitExit((int) PATIENCE.toSeconds());
        if (code != 0 && code != 128 + 15) {
            throw new AssertionError(
                    instance.name() + " ended with " + code + ", expected 0 or 143; " + instance.tail());
        }
    }

    /** Has two instances at work. */
    void untilTwo() {
        while (instances.size() < 2) {
            join();
        }
    }

    /** {@code verify} finds the final dataset that those who have ended were to build. */
    void expectWholeDataset() {
        try (JavaProcess verify = Analytics.verify(setup.results(), logs)) {
            if (verify.awaitExit((int) PATIENCE.toSeconds()) != 0) {
                throw new AssertionError("after the end of all instances verify finds a fault; " + verify.tail());
            }
        }
    }

    /** Ends all instances but one. */
    void untilAlone() {
        while (instances.size() > 1) {
            end(instances.get(0));
        }
    }

    /** Hands over a frozen instance, to be woken when its successors have long finished. */
    void leaveAsleep(Analytics instance) {
        instances.remove(instance);
        sleepers.add(instance);
    }

    /** Waits for a condition, and fails at once when an instance ends that should not. */
    public void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            for (Analytics instance : instances) {
                if (!instance.isAlive()) {
                    throw new AssertionError(instance.name() + " has ended by itself; " + instance.tail());
                }
            }
            return condition.call();
        });
    }

    /** Lets a random number of records pass, so that a strike comes at a random moment. */
    void letSomeRecordsPass() {
        letRecordsPass(random.nextDouble(3));
    }

    /** Lets so many records pass as are sent in so many seconds. */
    void letRecordsPass(double seconds) {
        long enough = load.sent() + (long) (Settings.rate() * seconds);
        until("more records sent", () -> load.sent() >= enough);
    }

    /** Waits until more is committed than there was. */
    void untilCommittedBeyond(long total) {
        until("a commit beyond " + total + " records", () -> books().total() > total);
    }

    /** Waits until every partition has committed beyond what it had. */
    void untilEveryPartitionBeyond(Map<Integer, Long> former) {
        until("commits of every partition beyond " + former, () -> {
            Map<Integer, Long> now = books().nextOffsets();
            return former.entrySet().stream().allMatch(old -> now.get(old.getKey()) > old.getValue());
        });
    }

    /** What is committed, and when: the begin of a recovery. */
    Recovery strike() {
        return new Recovery(this, books().nextOffsets(), System.nanoTime());
    }

    record Recovery(Scene scene, Map<Integer, Long> committed, long sinceNanos) {

        /** Waits until every partition has committed new records. */
        Duration await() {
            scene.untilEveryPartitionBeyond(committed);
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    /** Makes the group forget killed members at once, where waiting for their session to time out proves nothing. */
    void forgetDeadMembers() {
        cluster.forgetMembers(setup.group());
    }

    /** Ends all instances, one after the other; then wakes those that sleep and ends them too. */
    public void endAll() {
        for (Analytics instance : instances()) {
            end(instance);
        }
        for (Analytics sleeper : sleepers) {
            Map<Integer, Long> epochs = books().epochs();
            sleeper.thaw();
            instances.add(sleeper);
            until(
                    "an epoch of " + sleeper.name() + " in every partition",
                    () -> books().epochs().entrySet().stream()
                            .allMatch(now -> now.getValue() > epochs.get(now.getKey())));
            end(sleeper);
        }
    }

    @Override
    public void close() {
        instances.forEach(Analytics::close);
        sleepers.forEach(Analytics::close);
    }
}
