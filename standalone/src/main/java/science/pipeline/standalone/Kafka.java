package science.pipeline.standalone;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;

/** Which Kafka the run uses: an existing cluster if anybody names one, or else a node of its own. */
final class Kafka {

    static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";

    /** What the services' files say until somebody edits them. */
    private static final String SHIPPED = "127.0.0.1:9092";

    private Kafka() {}

    /**
     * Whether a cluster is named: on the command line, in the environment, in the working folder's
     * {@code application.yml} (even if it is the address of the own node), or by an edit of a service's
     * {@code application.yml}.
     */
    static boolean isNamed(ConfigurableEnvironment environment) {
        return settings(environment).anyMatch(setting -> !isShipped(setting));
    }

    private static Stream<ConfigurationProperty> settings(ConfigurableEnvironment environment) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(BOOTSTRAP_SERVERS);
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(source -> Stream.ofNullable(source.getConfigurationProperty(name)));
    }

    private static boolean isShipped(ConfigurationProperty setting) {
        Origin origin = setting.getOrigin();
        boolean inOurFiles = origin != null && origin.toString().startsWith("class path resource");
        return inOurFiles && SHIPPED.equals(setting.getValue());
    }
}
