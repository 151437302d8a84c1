package science.pipeline.systemtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import science.pipeline.systemtest.agent.Region;
import science.pipeline.systemtest.fault.AbortedTransaction;
import science.pipeline.systemtest.fault.CrashPoint;
import science.pipeline.systemtest.fault.EndedTogether;
import science.pipeline.systemtest.fault.EndedWithBroker;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.FolderGone;
import science.pipeline.systemtest.fault.FreezeAnalytics;
import science.pipeline.systemtest.fault.FreezeInCommit;
import science.pipeline.systemtest.fault.HandlesExhausted;
import science.pipeline.systemtest.fault.IoErrorsIn;
import science.pipeline.systemtest.fault.JoinOrLeave;
import science.pipeline.systemtest.fault.KillAnalytics;
import science.pipeline.systemtest.fault.KillBroker;
import science.pipeline.systemtest.fault.KillProducer;
import science.pipeline.systemtest.fault.KilledWhileWatched;
import science.pipeline.systemtest.fault.LoopDisk;
import science.pipeline.systemtest.fault.PartitionsAdded;
import science.pipeline.systemtest.fault.PowerCut;
import science.pipeline.systemtest.fault.RightTaken;
import science.pipeline.systemtest.process.Command;
import science.pipeline.systemtest.process.Settings;

/**
 * Which faults strike how often. The short and the whole profile have one trial with a few of each kind in random
 * order, and another with those that take brokers away; the long one has trials of ten strikes of one kind.
 */
final class Plans {

    private static final int STRIKES_A_TRIAL = 10;

    /** Only Linux limits the open files of a process that runs. */
    private static final boolean HANDLES_LIMITED =
            Command.run("prlimit", "--version").succeeded();

    private final List<TrialPlan> plans = new ArrayList<>();
    private final List<Fault> mixed = new ArrayList<>();
    private final Random random = new Random(Settings.seed());

    private Plans() {}

    static Stream<TrialPlan> all() {
        Plans all = new Plans();
        all.mixable("kill-analytics", 1, 100, any -> new KillAnalytics());
        all.mixable("crash-point", 2, 5 * CrashPoint.all().size(), all.crashPoints());
        all.mixable("kill-broker-leader", 1, 10, any -> new KillBroker(KillBroker.Victim.LEADER));
        all.mixable("kill-broker-controller", 0, 10, any -> new KillBroker(KillBroker.Victim.CONTROLLER));
        all.mixable("kill-broker-each-in-turn", 0, 10, any -> new KillBroker(KillBroker.Victim.EACH_IN_TURN));
        all.mixable("freeze-analytics", 1, 20, any -> new FreezeAnalytics());
        all.mixable("freeze-in-commit", 0, 10, any -> new FreezeInCommit());
        all.mixable("join-or-leave", 1, 20, any -> new JoinOrLeave());
        all.mixable("aborted-transaction", 1, 10, any -> new AbortedTransaction());
        all.mixable("io-errors-in-commit", 1, 3, any -> new IoErrorsIn(Region.COMMIT, Settings.chaos() ? 1 : 4));
        all.mixable("io-errors-in-takeover", 1, 3, any -> new IoErrorsIn(Region.TAKEOVER, Settings.chaos() ? 1 : 12));
        all.mixable(
                "handles-exhausted", HANDLES_LIMITED ? 1 : 0, HANDLES_LIMITED ? 5 : 0, any -> new HandlesExhausted());
        all.mixable("folder-moved", 1, 5, all.anyPlace());
        all.mixable("denied-read", 1, 5, any -> new RightTaken(RightTaken.Right.READ));
        all.mixable("denied-write", 1, 5, any -> new RightTaken(RightTaken.Right.WRITE));
        all.mixable("denied-group", 1, 5, any -> new RightTaken(RightTaken.Right.GROUP));
        all.mixable("ended-together", 1, 20, any -> new EndedTogether());
        all.mixable("ended-with-broker", 1, 10, any -> new EndedWithBroker());
        all.mixable("killed-while-watched", 1, 20, any -> new KilledWhileWatched());
        Collections.shuffle(all.mixed, all.random);
        Map<Boolean, List<Fault>> byHarm = all.mixed.stream().collect(Collectors.partitioningBy(Fault::harmsBrokers));
        all.apart("mixed", byHarm.get(false), plan -> plan);
        all.apart("mixed-brokers", byHarm.get(true), plan -> plan);
        all.apart(
                "join-or-leave-848",
                strikes(Settings.times("join-or-leave-848", 2, 20), any -> new JoinOrLeave()),
                plan -> plan.with(TrialPlan.Protocol.CONSUMER));
        all.apart(
                "own-schema",
                all.ofEveryKind(Settings.times("own-schema", 4, 40)),
                plan -> plan.with(TrialPlan.Source.PROBES));
        all.apart("own-model", all.ofEveryKind(Settings.times("own-model", 4, 40)), TrialPlan::withOwnModel);
        all.apart(
                "frames", all.ofEveryKind(Settings.times("frames", 4, 40)), plan -> plan.with(TrialPlan.Source.FRAMES));
        all.apart("avro", all.ofEveryKind(Settings.times("avro", 4, 40)), plan -> plan.with(TrialPlan.Source.AVRO));
        all.apart(
                "kill-producer",
                strikes(Settings.times("kill-producer", 1, 20), any -> new KillProducer()),
                plan -> plan.with(TrialPlan.Source.PRODUCER));
        all.apart(
                "denied-produce",
                strikes(Settings.times("denied-produce", 1, 5), any -> new RightTaken(RightTaken.Right.PRODUCE)),
                plan -> plan.with(TrialPlan.Source.PRODUCER));
        // A topic grows once; each trial has one of its own.
        for (int times = Settings.times("partitions-added", 1, 5); times > 0; times--) {
            all.apart(
                    "partitions-added",
                    List.of(new PartitionsAdded()),
                    plan -> plan.with(TrialPlan.Source.PRODUCER).with(TrialPlan.Protocol.FRESH));
        }
        return all.plans.stream();
    }

    /** Power cuts of a disk that holds the results. */
    static Stream<TrialPlan> powerCuts(LoopDisk disk) {
        Plans cuts = new Plans();
        PowerCut cut = new PowerCut(disk);
        cuts.apart(cut.name(), strikes(Settings.times(cut.name(), 1, 20), any -> cut), plan -> plan);
        return cuts.plans.stream();
    }

    /** All points in random order, again and again. */
    private IntFunction<Fault> crashPoints() {
        List<CrashPoint> points = new ArrayList<>(CrashPoint.all());
        Collections.shuffle(points, random);
        return strike -> points.get(strike % points.size());
    }

    /** What strikes the service, kind by kind, beginning with any. */
    private List<Fault> ofEveryKind(int times) {
        IntFunction<Fault> points = crashPoints();
        List<IntFunction<Fault>> kinds = List.of(
                any -> new KillAnalytics(), points, any -> new JoinOrLeave(), any -> new IoErrorsIn(Region.COMMIT, 4));
        int first = random.nextInt(kinds.size());
        return strikes(
                times, strike -> kinds.get((first + strike) % kinds.size()).apply(strike));
    }

    /** Each place in turn, beginning with any. */
    private IntFunction<Fault> anyPlace() {
        FolderGone.Place[] places = FolderGone.Place.values();
        int first = random.nextInt(places.length);
        return strike -> new FolderGone(places[(first + strike) % places.length]);
    }

    private void mixable(String name, int inWhole, int inChaos, IntFunction<Fault> strike) {
        List<Fault> strikes = strikes(Settings.times(name, inWhole, inChaos), strike);
        if (Settings.chaos()) {
            apart(name, strikes, plan -> plan);
        } else {
            mixed.addAll(strikes);
        }
    }

    private static List<Fault> strikes(int times, IntFunction<Fault> strike) {
        return IntStream.range(0, times).mapToObj(strike).toList();
    }

    private void apart(String name, List<Fault> strikes, UnaryOperator<TrialPlan> setting) {
        for (int from = 0; from < strikes.size(); from += STRIKES_A_TRIAL) {
            List<Fault> some = strikes.subList(from, Math.min(strikes.size(), from + STRIKES_A_TRIAL));
            // A seed gives a run; the trials of a run count up from it.
            plans.add(setting.apply(new TrialPlan(name, Settings.seed() + plans.size(), List.copyOf(some))));
        }
    }
}
