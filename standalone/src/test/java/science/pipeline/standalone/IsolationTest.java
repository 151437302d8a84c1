package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analytics.intake.Upstream;
import science.pipeline.producer.publish.Brake;

/** All jars lie on one class path; the contexts know nothing of each other all the same. */
class IsolationTest {

    /** Nobody listens there: the services wait for Kafka, as they do alone. */
    private static final Map<String, Object> NO_KAFKA =
            Map.of("pipeline.standalone", true, Kafka.BOOTSTRAP_SERVERS, "127.0.0.1:9");

    @TempDir
    Path folder;

    @Test
    void neitherServiceSeesBeansOrKeysOfTheOther() {
        String[] arguments = {
            "--analytics.port=0", "--producer.port=0", "--analytics.results-dir=" + folder.resolve("results")
        };
        Shared<Upstream> upstream = new Shared<>(NO_KAFKA, Upstream.class, () -> false);
        Shared<Brake> brake = new Shared<>(NO_KAFKA, Brake.class, () -> false);
        try (ConfigurableApplicationContext analytics = Part.ANALYTICS.start(arguments, upstream);
                ConfigurableApplicationContext producer = Part.PRODUCER.start(arguments, brake)) {
            assertThat(rooms(analytics)).contains("analytics").doesNotContain("producer", "broker");
            assertThat(rooms(producer)).contains("producer").doesNotContain("analytics", "broker", "analysis");
            assertThat(analytics.getEnvironment().getProperty("producer.rate")).isNull();
            assertThat(producer.getEnvironment().getProperty("analytics.topic")).isNull();
            assertThat(analytics.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("analytics-service");
            assertThat(producer.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("producer-service");
        }
    }

    /** The folders of our code from which a context has beans: {@code science.pipeline.ROOM.…}. */
    private static List<String> rooms(ConfigurableApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getType)
                .filter(Objects::nonNull)
                .map(Class::getPackageName)
                .filter(name -> name.startsWith("science.pipeline."))
                .map(name -> name.split("\\.")[2])
                .filter(room -> !room.equals("standalone"))
                .distinct()
                .toList();
    }
}
