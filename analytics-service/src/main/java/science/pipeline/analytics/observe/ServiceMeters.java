package science.pipeline.analytics.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.watch.Health;
import science.pipeline.analytics.intake.CommitTimes;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.engine.ConfigurationHash;

/** What this instance does, as meters: its state, its commits, its disk, the age of its data. */
@Component
final class ServiceMeters implements MeterBinder {

    private final Intake intake;
    private final RunState state;
    private final Arrivals arrivals;
    private final ResultsFolder folder;
    private final DetectorAlarms alarms;
    private final Outlets outlets;
    private final AnalysisConfiguration configuration;

    ServiceMeters(
            Intake intake,
            RunState state,
            Arrivals arrivals,
            ResultsFolder folder,
            DetectorAlarms alarms,
            Outlets outlets,
            AnalysisConfiguration configuration) {
        this.intake = intake;
        this.state = state;
        this.arrivals = arrivals;
        this.folder = folder;
        this.alarms = alarms;
        this.outlets = outlets;
        this.configuration = configuration;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunState.Word word : RunState.Word.values()) {
            Gauge.builder("pipeline.state", state, now -> now.now().word() == word ? 1 : 0)
                    .tag("state", word.toString())
                    .description("1 for the state that the service is in, 0 for the others")
                    .register(registry);
        }
        Gauge.builder("pipeline.configuration", () -> 1)
                .tag("configuration", ConfigurationHash.of(configuration))
                .description("1, for the hash of all that decides about rows, flags and numbers")
                .register(registry);
        for (Health health : Health.values()) {
            Gauge.builder("pipeline.detectors", alarms, watched -> DetectorStates.count(watched, state, health))
                    .tag("state", health.toString())
                    .description("Detectors, by what the watch thinks of them")
                    .register(registry);
        }
        Gauge.builder(
                        "pipeline.detector.alarms",
                        alarms,
                        watched ->
                                OpenAlarms.of(watched.findings(), state.now()).count())
                .baseUnit("alarms")
                .description("Alarms of the watch over the detectors that stand; no number while nobody knows")
                .register(registry);
        Gauge.builder("pipeline.data.age", arrivals, age -> age.ageSeconds().orElse(Double.NaN))
                .baseUnit("seconds")
                .description("Since something was read")
                .register(registry);
        Gauge.builder(
                        "pipeline.partitions.owned",
                        intake,
                        owner -> owner.statuses().size())
                .description("Partitions that this instance reads")
                .register(registry);
        Gauge.builder("pipeline.partitions.in.trouble", intake, ServiceMeters::inTrouble)
                .description("Owned partitions that went back to their last commit and try again")
                .register(registry);
        Gauge.builder("pipeline.disk.free", folder, ServiceMeters::freeBytes)
                .baseUnit("bytes")
                .description("Room on the disk of the dataset")
                .register(registry);
        bindCommits(registry, intake.commitTimes());
        for (Letter.To to : Letter.To.values()) {
            bindOutlet(registry, to);
        }
    }

    private void bindOutlet(MeterRegistry registry, Letter.To to) {
        Gauge.builder("pipeline.outlet.waiting", outlets, outlet -> outlet.waiting(to))
                .tag("topic", to.label())
                .baseUnit("messages")
                .description("Messages that Kafka has not taken yet")
                .register(registry);
        Gauge.builder("pipeline.outlet.waited", outlets, outlet -> outlet.waitedSeconds(to))
                .tag("topic", to.label())
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
        FunctionCounter.builder("pipeline.outlet.given.up", outlets, outlet -> outlet.givenUp(to))
                .tag("topic", to.label())
                .baseUnit("messages")
                .description("Messages that Kafka does not take and that cannot be made smaller")
                .register(registry);
    }

    private static void bindCommits(MeterRegistry registry, CommitTimes times) {
        FunctionTimer.builder(
                        "pipeline.commits", times, CommitTimes::succeeded, CommitTimes::nanos, TimeUnit.NANOSECONDS)
                .description("Commits that stand, and what they took")
                .register(registry);
        FunctionCounter.builder("pipeline.commits.failed", times, CommitTimes::failed)
                .description("Commits that failed; what they held is read again")
                .register(registry);
    }

    private static double inTrouble(Intake intake) {
        return intake.statuses().stream()
                .map(PartitionStatus::trouble)
                .filter(trouble -> trouble != null)
                .count();
    }

    private static double freeBytes(ResultsFolder folder) {
        try {
            return folder.freeBytes();
        } catch (IOException unknown) {
            return Double.NaN;
        }
    }
}
