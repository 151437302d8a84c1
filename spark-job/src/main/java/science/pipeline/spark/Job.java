package science.pipeline.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.engine.ConfigurationHash;

/**
 * One run of the job: what is configured, and the dataset that it writes.
 *
 * @param run its name; a later run's is greater
 * @param analytics as the service has it
 * @param pipeline when to end
 * @param kafka how to reach Kafka
 * @param registry of Avro schemas; empty = none
 * @param settings of the job alone
 * @param configuration of the analysis
 * @param keeper of the dataset
 * @param identity of the dataset
 * @param hadoop settings of the store's file system
 */
record Job(
        String run,
        AnalyticsProperties analytics,
        PipelineProperties pipeline,
        KafkaProperties kafka,
        String registry,
        JobProperties settings,
        AnalysisConfiguration configuration,
        Keeper keeper,
        ResultsFolder.Identity identity,
        Map<String, String> hadoop) {

    /** What executors are told. */
    Order order(Planner.Plan plan) {
        Setup setup = ConfigurationHash.setup(configuration);
        return new Order(
                run,
                keeper.place(),
                new HashMap<>(hadoop),
                identity.dataset(),
                identity.source().topic(),
                identity.source().topicId(),
                identity.source().clusterId(),
                plan.starts().size(),
                new HashMap<>(plan.starts()),
                new HashMap<>(plan.gaps()),
                setup.schema(),
                setup.settings(),
                analytics.rollSize().toBytes(),
                analytics.detection().alertsPerHour(),
                analytics.topics().rejected(),
                analytics.topics().alerts(),
                analytics.topics().statistics(),
                analytics.createTopics(),
                registry,
                SourceOptions.texts(kafka.buildAdminProperties()),
                SourceOptions.texts(kafka.buildProducerProperties()));
    }

    long minFreeBytes() {
        return analytics.minFreeDisk().toBytes();
    }

    boolean exitsWhenDrained() {
        return pipeline.exitWhenDrained();
    }

    Duration idleTimeout() {
        return pipeline.idleTimeout();
    }
}
