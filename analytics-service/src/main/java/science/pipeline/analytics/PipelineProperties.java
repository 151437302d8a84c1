package science.pipeline.analytics;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code pipeline}.
 *
 * @param exitWhenDrained whether the service ends once every record of the topic is in the dataset
 * @param idleTimeout how long nothing new may have come before the topic counts as drained
 * @param standalone whether the services share this JVM, which then ends and shows progress by itself; set by it
 * @param terminal whether progress, addresses and the closing table are shown beside the log
 * @param fresh whether a new dataset is begun; only the one-JVM run with a local broker does
 */
@Validated
@ConfigurationProperties(prefix = "pipeline", ignoreUnknownFields = false)
public record PipelineProperties(
        @DefaultValue("false") boolean exitWhenDrained,

        @DefaultValue("5s")
        @DurationMin(millis = 1, message = "expected a duration from 1ms to 365d")
        @DurationMax(days = 365, message = "expected a duration from 1ms to 365d")
        Duration idleTimeout,

        @DefaultValue("false") boolean standalone,
        @DefaultValue("true") boolean terminal,
        @DefaultValue("false") boolean fresh) {

    @AssertTrue(
            message =
                    "found fresh: true, expected it in the one-command run alone, which moves its broker's data aside too; "
                            + "here name another topic and folder: --analytics.topic=… --analytics.results-dir=…")
    boolean isFreshWithItsBroker() {
        return !fresh || standalone;
    }
}
