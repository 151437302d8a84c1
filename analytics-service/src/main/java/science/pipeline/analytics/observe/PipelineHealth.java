package science.pipeline.analytics.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.analytics.Ending;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.analytics.intake.DrainWatch;
import science.pipeline.analytics.intake.Group;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Letter;
import science.pipeline.dataset.sink.Refusal;

/**
 * The health of the pipeline, one indicator for each thing that can fail: Kafka, the listener, its partitions, the
 * disk, the dataset. Trouble takes readiness down, never liveness: a restart would mend none of it.
 */
@Configuration(proxyBeanMethods = false)
class PipelineHealth {

    private static final String REASON = "reason";

    /** What is not asked is not known to be well. */
    private static final Health NOT_ASKED = Health.unknown()
            .withDetail(REASON, "analytics.mode=read-only: another host reads")
            .build();

    @Bean
    CompositeHealthContributor pipelineHealthContributor(
            Cluster cluster,
            IntakeStart start,
            Intake intake,
            RunState state,
            DetectorAlarms alarms,
            DrainWatch drainWatch,
            Outlets outlets,
            ResultsFolder folder,
            Ending ending,
            Group group) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        indicators.put("state", () -> state(state.now()));
        indicators.put("detectors", () -> detectors(OpenAlarms.of(alarms.findings(), state.now())));
        indicators.put("kafka", () -> intake.readsOnly() ? NOT_ASKED : kafka(cluster, start));
        indicators.put("listener", () -> listener(start));
        indicators.put("partitions", () -> partitions(intake.statuses()));
        indicators.put("group", () -> group(group));
        indicators.put("lag", () -> lag(intake.statuses(), drainWatch.awaited()));
        indicators.put("outlets", () -> outlets(outlets));
        indicators.put("disk", () -> disk(intake, folder));
        indicators.put("dataset", () -> dataset(folder, ending, intake.readsOnly()));
        return CompositeHealthContributor.fromMap(indicators);
    }

    /** In one word, the same as everywhere. A topic without news is no reason to restart or to turn somebody away. */
    private static Health state(RunState.State now) {
        Health.Builder health = switch (now.word()) {
            case RUNNING, DRAINING, DRAINED -> Health.up();
            case NO_DATA, LATE -> Health.unknown();
            case RESTING -> Health.outOfService();
            case REFUSED, FAILED, DENIED, WAITING, RETRYING -> Health.down();
        };
        health.withDetail("state", now.word().toString());
        if (now.reason() != null) {
            health.withDetail(REASON, now.reason());
        }
        return health.build();
    }

    /** A detector in trouble is no trouble of the service: it is not up, and turns nobody away. */
    private static Health detectors(OpenAlarms alarms) {
        Health.Builder health = alarms.count() == 0 ? Health.up() : Health.unknown();
        health.withDetail("openAlarms", alarms.open() == null ? "unknown" : alarms.open());
        if (alarms.worst() != null) {
            health.withDetail("worst", alarms.worst());
        }
        if (alarms.reason() != null) {
            health.withDetail(REASON, alarms.reason());
        }
        return health.build();
    }

    private static Health kafka(Cluster cluster, IntakeStart start) {
        Health.Builder health = Health.up().withDetail("bootstrapServers", cluster.servers());
        start.trouble().ifPresent(trouble -> health.down().withDetail(REASON, trouble.sentence()));
        return health.build();
    }

    private static Health listener(IntakeStart start) {
        if (start.hasFailed()) {
            return Health.down()
                    .withDetail(REASON, "it has stopped by itself; the log says why. Restart the service")
                    .build();
        }
        if (!start.isListening()) {
            String reason = start.hasBegun() ? "reading has ended" : "it starts once Kafka is there";
            return Health.outOfService().withDetail(REASON, reason).build();
        }
        return Health.up().build();
    }

    /** A partition in trouble is paused, and read on from its last commit once that is over. */
    private static Health partitions(List<PartitionStatus> statuses) {
        Health.Builder health = Health.up()
                .withDetail(
                        "owned",
                        statuses.stream().map(PartitionStatus::partition).toList());
        for (PartitionStatus status : statuses) {
            Trouble trouble = status.trouble();
            if (trouble != null) {
                health.down().withDetail("partition " + status.partition(), trouble.sentence());
            }
        }
        return health.build();
    }

    /** Who reads what; that configurations differ turns nobody away. */
    private static Health group(Group group) {
        Health.Builder health = Health.up().withDetail("instance", group.here());
        try {
            group.members().forEach(member -> health.withDetail(member.instance(), member.partitions()));
            group.disagreement().ifPresent(found -> health.unknown().withDetail(REASON, found));
        } catch (UncheckedIOException | Refusal unreadable) {
            health.unknown().withDetail(REASON, String.valueOf(unreadable.getMessage()));
        }
        return health.build();
    }

    /** For people and dashboards; how much is too much is for the alert rules to say. */
    private static Health lag(List<PartitionStatus> statuses, String awaited) {
        Health.Builder health = Health.up();
        if (!awaited.isEmpty()) {
            health.withDetail(REASON, awaited);
        }
        statuses.forEach(status ->
                health.withDetail("partition " + status.partition(), status.lag() < 0 ? "unknown" : status.lag()));
        return health.build();
    }

    /** Reading does not depend on them: what they do not take waits. */
    private static Health outlets(Outlets outlets) {
        Health.Builder health = Health.up();
        for (Letter.To to : Letter.To.values()) {
            if (outlets.waiting(to) > 0) {
                health.withDetail("waiting." + to.label(), outlets.waiting(to));
            }
        }
        List<String> troubles = outlets.troubles();
        if (!troubles.isEmpty()) {
            health.down().withDetail(REASON, String.join("; ", troubles));
        }
        return health.build();
    }

    private static Health disk(Intake intake, ResultsFolder folder) {
        String trouble = intake.diskTrouble();
        try {
            Health.Builder health = Health.up().withDetail("freeBytes", folder.freeBytes());
            if (trouble != null) {
                health.outOfService().withDetail(REASON, trouble);
            }
            return health.build();
        } catch (IOException unknown) {
            return Health.down(unknown).build();
        }
    }

    private static Health dataset(ResultsFolder folder, Ending ending, boolean readsOnly) {
        Health.Builder health = Health.up().withDetail("folder", folder.root().toString());
        try {
            if (readsOnly) {
                folder.identity();
            } else {
                folder.checkWritable();
            }
            ending.refusal().ifPresent(refusal -> health.down().withDetail(REASON, refusal));
        } catch (IOException unwritable) {
            health.down().withDetail(REASON, Causes.ANYWHERE.of(unwritable).sentence());
        }
        return health.build();
    }
}
