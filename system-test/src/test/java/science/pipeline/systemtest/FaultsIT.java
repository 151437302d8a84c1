package science.pipeline.systemtest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import science.pipeline.systemtest.fault.DiskFull;
import science.pipeline.systemtest.fault.Fault;
import science.pipeline.systemtest.fault.LoopDisk;
import science.pipeline.systemtest.fault.SmallDisk;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Command;
import science.pipeline.systemtest.process.Settings;

/** Every guarantee holds through every fault. */
@ExtendWith(SharedResources.class)
class FaultsIT {

    @TestFactory
    Stream<DynamicTest> everyGuaranteeHoldsThrough(Cluster cluster, ClosingTable table) {
        return Plans.all().map(plan -> dynamicTest(plan.toString(), () -> run(cluster, plan, folder(plan), table)));
    }

    @TestFactory
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
