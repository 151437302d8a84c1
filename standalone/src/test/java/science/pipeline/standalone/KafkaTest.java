package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaTest {

    @Test
    void withoutAWordTheRunBringsItsOwnBroker() {
        assertThat(isNamed()).isFalse();
    }

    @Test
    void aClusterOnTheCommandLineIsUsed() {
        assertThat(isNamed("--spring.kafka.bootstrap-servers=kafka.example.org:9092"))
                .isTrue();
    }

    @Test
    void evenTheUsualAddressNamesAClusterWhenAPersonGivesIt() {
        assertThat(isNamed("--spring.kafka.bootstrap-servers=127.0.0.1:9092")).isTrue();
    }

    private static boolean isNamed(String... arguments) {
        try (ConfigurableApplicationContext settings = Part.settings(arguments)) {
            return Kafka.isNamed(settings.getEnvironment());
        }
    }
}
