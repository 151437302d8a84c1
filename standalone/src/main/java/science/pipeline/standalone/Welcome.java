package science.pipeline.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.broker.BrokerProperties;
import science.pipeline.settings.HostPort;

/** The first screen: where to look, where results go, how to stop. */
record Welcome(
        @Nullable BrokerProperties broker,
        ConfigurableApplicationContext analytics,
        ConfigurableApplicationContext producer) {

    void print() {
        Path results = analytics.getBean(AnalyticsProperties.class).resultsDir();
        System.out.println();
        line("Page", address(analytics, "analytics") + "/");
        line("Producer", address(producer, "producer") + "/actuator/producer");
        line("Kafka", kafka());
        line("Results", results.toAbsolutePath().normalize() + "/");
        line("Stop", "Ctrl-C");
        System.out.println();
    }

    private String kafka() {
        return broker == null
                ? analytics.getEnvironment().getProperty(Kafka.BOOTSTRAP_SERVERS, "")
                : broker.bootstrapServers() + ", data in "
                        + broker.dataDir().toAbsolutePath().normalize() + "/";
    }

    static void line(String name, String value) {
        System.out.printf("  %-10s%s%n", name, value);
    }

    private static String address(ConfigurableApplicationContext context, String prefix) {
        Environment environment = context.getEnvironment();
        boolean encrypted = environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && (environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.certificate")
                        || environment.containsProperty("server.ssl.key-store"));
        return (encrypted ? "https://" : "http://")
                + HostPort.of(
                        environment.getRequiredProperty(prefix + ".address"),
                        environment.getRequiredProperty("local.server.port"))
                + environment.getProperty("server.servlet.context-path", "");
    }
}
