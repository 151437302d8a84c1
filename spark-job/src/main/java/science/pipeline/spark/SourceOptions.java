package science.pipeline.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import science.pipeline.analysis.InvalidSetting;
import tools.jackson.databind.json.JsonMapper;

/** What Spark's Kafka source is told: the service's own settings of Kafka, and what the promises rest on. */
final class SourceOptions {

    /** What people may choose of it; all else is ours, or would lose records. */
    private static final Set<String> FREE = Set.of(
            "minOffsetsPerTrigger",
            "maxTriggerDelay",
            "fetchOffset.numRetries",
            "fetchOffset.retryIntervalMs",
            "kafkaConsumer.pollTimeoutMs",
            "consumerCache.capacity",
            "consumerCache.timeout");

    private static final Map<String, String> REFUSED = Map.of(
            "minPartitions", "with more than one task a partition its records would be read out of order, and lost",
            "maxRecordsPerPartition",
                    "with more than one task a partition its records would be read out of order, and lost",
            "failOnDataLoss", "records that retention removed would be left out in silence");

    /** Larger fetches than the service's nearly double the source; a batch keeps no thread waiting for what is new. */
    private static final Map<String, String> FETCHING = Map.of(
            "max.poll.records", "5000",
            "max.partition.fetch.bytes", "4000000",
            "fetch.max.bytes", "52428800",
            "receive.buffer.bytes", "-1");

    /** What Spark sets itself, refuses to be told, or has no use for. */
    private static final Set<String> SPARKS_OWN = Set.of(
            "group.id",
            "key.deserializer",
            "value.deserializer",
            "enable.auto.commit",
            "auto.commit.interval.ms",
            "auto.offset.reset",
            "interceptor.classes",
            "isolation.level",
            "group.protocol",
            "session.timeout.ms",
            "heartbeat.interval.ms",
            "partition.assignment.strategy",
            "fetch.min.bytes",
            "fetch.max.wait.ms");

    private SourceOptions() {}

    /**
     * @param chosen options that people have chosen
     * @param starts where each partition is read from
     * @throws InvalidSetting for an option that is not free
     */
    static Map<String, String> of(
            KafkaProperties kafka,
            Map<String, String> chosen,
            String topic,
            Map<Integer, Long> starts,
            long maxRecordsPerBatch) {
        check(chosen);
        Map<String, String> options = new TreeMap<>();
        texts(kafka.buildConsumerProperties()).forEach((key, value) -> {
            if (!SPARKS_OWN.contains(key)) {
                options.put("kafka." + key, value);
            }
        });
        FETCHING.forEach((key, value) -> options.put("kafka." + key, value));
        options.putAll(chosen);
        options.put("kafka.isolation.level", "read_committed");
        options.put("subscribe", topic);
        options.put("groupIdPrefix", groupPrefix(kafka));
        options.put("includeHeaders", "true");
        options.put("failOnDataLoss", "true");
        options.put("maxOffsetsPerTrigger", Long.toString(maxRecordsPerBatch));
        options.put("startingOffsets", new JsonMapper().writeValueAsString(Map.of(topic, starts)));
        return options;
    }

    /** Spark's consumers have a group each, of names that begin so. */
    static String groupPrefix(KafkaProperties kafka) {
        return kafka.getConsumer().getGroupId() + "-spark";
    }

    /** @throws InvalidSetting for an option that is not free */
    static void check(Map<String, String> chosen) {
        chosen.keySet().stream().sorted().forEach(option -> {
            if (!FREE.contains(option) && !isClientsOwn(option)) {
                throw new InvalidSetting(
                        "spark-job.source." + option,
                        "'" + chosen.get(option) + "'",
                        REFUSED.containsKey(option)
                                ? "nothing: " + REFUSED.get(option)
                                : "one of " + FREE.stream().sorted().collect(Collectors.joining(", "))
                                        + ", or kafka.… for the client");
            }
        });
    }

    private static boolean isClientsOwn(String option) {
        return option.startsWith("kafka.") && !SPARKS_OWN.contains(option.substring("kafka.".length()));
    }

    /** A client's settings as text, as Spark and other processes need them. */
    static Map<String, String> texts(Map<String, Object> settings) {
        Map<String, String> texts = new HashMap<>();
        settings.forEach((key, value) -> texts.put(key, text(value)));
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof Iterable<?> several) {
            List<String> all = new ArrayList<>();
            several.forEach(each -> all.add(text(each)));
            return String.join(",", all);
        }
        return String.valueOf(value);
    }
}
