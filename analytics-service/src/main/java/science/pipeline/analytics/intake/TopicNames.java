package science.pipeline.analytics.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analytics.AnalyticsProperties;

/**
 * The topics that are read and written, held against one another: what is written into the topic that is read would
 * come back as events, and be written again, for ever.
 */
public final class TopicNames {

    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Set<String> KAFKAS_OWN =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata");

    /** The topics so far, by what Kafka or a disk may take for the same name; each with its key. */
    private final Map<String, Use> uses = new LinkedHashMap<>();

    private record Use(String key, String name, String purpose) {}

    private TopicNames() {}

    /**
     * @param producerTopic where a producer in the same JVM sends to; empty when it is not known
     * @throws InvalidSetting when they cannot be told apart, or Kafka could not have one of them
     */
    public static void check(String topic, AnalyticsProperties.Topics outputs, String producerTopic) {
        TopicNames names = new TopicNames();
        names.add(new Use("analytics.topic", topic, "the topic that is read"));
        if (!producerTopic.equals(topic)) {
            names.add(new Use("producer.topic", producerTopic, "the topic that the producer fills"));
        }
        names.add(new Use("analytics.topics.rejected", outputs.rejected(), "the topic of rejected records' copies"));
        names.add(new Use("analytics.topics.alerts", outputs.alerts(), "the topic of alerts"));
        names.add(new Use("analytics.topics.statistics", outputs.statistics(), "the topic of statistics"));
    }

    private void add(Use use) {
        if (use.name.isEmpty()) {
            return;
        }
        if (!VALID.matcher(use.name).matches() || use.name.equals(".") || use.name.equals("..")) {
            throw new InvalidSetting(
                    use.key, "'" + use.name + "'", "a topic's name: letters, digits and ._-, at most 249");
        }
        if (KAFKAS_OWN.contains(use.name)) {
            throw new InvalidSetting(use.key, use.name + ", a topic of Kafka's own", "another topic");
        }
        // Kafka's metrics do not tell a point from an underscore, some disks not A from a.
        Use other = uses.putIfAbsent(use.name.replace('.', '_').toLowerCase(Locale.ROOT), use);
        if (other != null) {
            String found = other.name.equals(use.name)
                    ? use.name + ", " + other.purpose
                    : use.name + ", hardly another name than " + other.name + ", " + other.purpose;
            throw new InvalidSetting(use.key, found + " (" + other.key + ")", "a topic of its own, or '' for none");
        }
    }
}
