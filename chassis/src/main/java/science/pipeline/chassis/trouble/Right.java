package science.pipeline.chassis.trouble;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka must allow for a question to be answered, in the words of Kafka's own tools.
 *
 * @param operation such as {@code DescribeConfigs}
 * @param resource topic, group or cluster
 * @param name of the resource; null where Kafka has not said, or there is one only
 */
public record Right(
        String operation, String resource, @Nullable String name) {

    /** Anybody may ask who Kafka is. */
    public static final Right NONE = new Right("Describe", "cluster", null);

    public static Right topic(String operation, String name) {
        return new Right(operation, "topic", name);
    }

    public static Right group(String operation, String name) {
        return new Right(operation, "group", name);
    }

    /** Such as {@code DescribeConfigs on topic events}. */
    @Override
    public String toString() {
        return operation + " on " + (name == null ? "the " + resource : resource + " " + name);
    }

    /** How somebody who may grants it. */
    String command() {
        return "kafka-acls --add --allow-principal User:… --operation " + operation
                + (name == null
                        ? " --" + resource.toLowerCase(Locale.ROOT)
                        : " --" + resource.toLowerCase(Locale.ROOT) + " " + name);
    }
}
