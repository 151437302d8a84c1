package science.pipeline.spark;

import java.io.Serializable;
import java.util.Map;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Setup;

/**
 * What the driver orders: all that a task needs to know, as text, for an executor has no other files than those of the
 * dataset.
 *
 * @param run names this run of the job; a later one has a greater name
 * @param place where the dataset is kept, as every executor sees it: a folder, or the URI of a store
 * @param hadoop settings of the store's file system
 * @param dataset which one it holds
 * @param topic of the events
 * @param topicId its identity
 * @param clusterId of Kafka
 * @param partitions of the topic
 * @param starts where partitions begin that have no commit yet
 * @param gaps where partitions go on behind a loss by retention that was accepted, by the offset before it
 * @param schema what the events are, as YAML
 * @param settings of the analysis, as YAML
 * @param rollBytes a file of this length is followed by a new one
 * @param alertsPerHour of all partitions together; 0 = no limit
 * @param rejectedTopic of copies of rejects; empty = off
 * @param alertsTopic of alerts; empty = off
 * @param statisticsTopic of statistics; empty = off
 * @param createTopics whether these are created where they are absent
 * @param registry URL of the one that knows the Avro schemas which records name; empty = none
 * @param admin Kafka's settings of a client that asks
 * @param producer Kafka's settings of a client that sends
 */
record Order(
        String run,
        String place,
        Map<String, String> hadoop,
        String dataset,
        String topic,
        String topicId,
        String clusterId,
        int partitions,
        Map<Integer, Long> starts,
        Map<Integer, Range> gaps,
        String schema,
        String settings,
        long rollBytes,
        long alertsPerHour,
        String rejectedTopic,
        String alertsTopic,
        String statisticsTopic,
        boolean createTopics,
        String registry,
        Map<String, String> admin,
        Map<String, String> producer)
        implements Serializable {

    /** As which commits name this host of the engine. */
    static final String HOST = "spark-job";

    Source source() {
        return new Source(topic, topicId, clusterId);
    }

    Setup setup() {
        return new Setup(schema, settings);
    }

    AnalyticsProperties.Topics topics() {
        return new AnalyticsProperties.Topics(rejectedTopic, alertsTopic, statisticsTopic);
    }
}
