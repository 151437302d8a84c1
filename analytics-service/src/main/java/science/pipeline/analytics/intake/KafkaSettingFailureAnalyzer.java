package science.pipeline.analytics.intake;

import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Kafka's clients say what they refuse; this says where it stands. */
@Order(0)
final class KafkaSettingFailureAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        return new FailureAnalysis(
                "spring.kafka: " + cause.getMessage(),
                "Correct the keys under spring.kafka; brokers are HOST:PORT, several with commas between them.",
                cause);
    }
}
