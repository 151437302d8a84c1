package science.pipeline.systemtest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import science.pipeline.systemtest.fault.DiskFull;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.LoopDisk;
import science.pipeline.systemtest.fault.SmallDisk;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Command;
import science.pipeline.systemtest.process.Settings;

/**
 * Every guarantee holds through every fault. Those that take brokers away come last: they wait for the other suites.
 */
@ExtendWith(SharedResources.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    @TestFactory
    @ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
    Stream<DynamicTest> everyGuaranteeHoldsThrough(Cluster cluster, ClosingTable table) {
        return Plans.all().filter(plan -> !plan.harmsBrokers()).map(plan -> trial(plan, cluster, table));
    }

    @TestFactory
    @Order(Integer.MAX_VALUE)
    @ResourceLock(SharedResources.BROKERS)
    Stream<DynamicTest> everyGuaranteeHoldsThroughTheLossOfBrokers(Cluster cluster, ClosingTable table) {
        return Plans.all().filter(TrialPlan::harmsBrokers).map(plan -> trial(plan, cluster, table));
    }

    private static DynamicTest trial(TrialPlan plan, Cluster cluster, ClosingTable table) {
        return dynamicTest(plan.toString(), () -> run(cluster, plan, folder(plan), table));
    }

    @TestFactory
    @ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
    Stream<DynamicTest> everyGuaranteeHoldsThroughAFullDisk(Cluster cluster, ClosingTable table) {
        int times = Settings.times("disk-full", 1, 10);
        return Stream.of(times)
                .filter(any -> any > 0)
                .map(count -> dynamicTest("disk-full", () -> {
                    Path mount = Settings.folder().resolve("small-disk");
                    Optional<SmallDisk> mounted = SmallDisk.mount(mount);
                    assumeTrue(
                            mounted.isPresent(), "this user may not mount a small tmpfs; the full disk was not tested");
                    try (SmallDisk disk = mounted.get()) {
                        DiskFull fault = new DiskFull(disk);
                        TrialPlan plan = new TrialPlan(
                                fault.name(),
                                Settings.seed(),
                                Stream.<Fault>generate(() -> fault).limit(count).toList());
                        run(cluster, plan, disk.path().resolve("trial"), table);
                    }
                }));
    }

    @TestFactory
    @ResourceLock(value = SharedResources.BROKERS, mode = ResourceAccessMode.READ)
    Stream<DynamicTest> everyGuaranteeHoldsThroughPowerCuts(Cluster cluster, ClosingTable table) {
        return Stream.of(LoopDisk.Kind.values())
                .map(kind -> new LoopDisk(kind, Settings.folder().resolve("disk-" + kind)))
                .flatMap(disk -> Plans.powerCuts(disk)
                        .map(plan -> dynamicTest(plan.toString(), () -> {
                            try (disk) {
                                mount(disk);
                                run(cluster, plan, folder(plan), disk.path().resolve("results"), table);
                            }
                        })));
    }

    private static void mount(LoopDisk disk) throws IOException {
        Optional<Command> failed = disk.mount();
        assumeTrue(
                failed.isEmpty(),
                () -> "power cuts on " + disk.kind() + " were not tested; they want root, loop devices and xfsprogs: "
                        + failed.orElseThrow());
    }

    private static Path folder(TrialPlan plan) {
        return Settings.folder().resolve("trial-" + plan.name() + "-" + plan.seed());
    }

    private static void run(Cluster cluster, TrialPlan plan, Path folder, ClosingTable table) throws Exception {
        run(cluster, plan, folder, folder.resolve("results"), table);
    }

    private static void run(Cluster cluster, TrialPlan plan, Path folder, Path results, ClosingTable table)
            throws Exception {
        Trial trial = new Trial(cluster, plan, folder, results);
        table.add(trial.run());
        trial.forget();
    }
}
