package science.pipeline.producer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import science.pipeline.chassis.web.FrontDoor;
import science.pipeline.chassis.web.HostName;
import science.pipeline.event.Topics;
import science.pipeline.producer.source.replay.ReplayProperties;
import science.pipeline.producer.source.synthetic.SyntheticProperties;

/**
 * All keys under {@code producer}.
 *
 * @param port port of the actuator; 0 = any free one
 * @param address address that the actuator listens on
 * @param allowedHosts names and addresses by which the service may be asked, beside the loopback's and the address it
 *     listens on; where it listens beyond the loopback, every numeric address may be
 * @param allowOpen whether it may listen beyond the loopback though nobody is asked who they are (login.enabled)
 * @param source where events come from: synthetic or replay
 * @param rate events per second; 0 = as fast as possible. A replay follows producer.replay.pace instead
 * @param tick how long an event may wait for others to be sent with: at most so long where 20 take longer to come.
 *     Longer = fewer requests and less processor time at rest, shorter = earlier events
 * @param count how many further events are sent before the producer ends; 0 = endless, or to the end of the files
 * @param topic the topic that events go to
 * @param partitions partitions of the topic, if it is created
 * @param replicationFactor replicas of each partition, if the topic is created
 * @param createTopic whether the topic is created if it does not exist; an existing one is never altered
 * @param key what the key of a record is: detector, event-id, or the name of the field that is one of them
 * @param format form of the records: json, csv or avro; empty = event.format
 * @param frame how many events go into one record, where the schema has a list (each); rate and count are then of
 *     records
 * @param synthetic the synthetic source
 * @param replay the replay source
 * @param admin operations that change something
 */
@Validated
@ConfigurationProperties(prefix = "producer", ignoreUnknownFields = false)
public record ProducerProperties(
        @DefaultValue("8081")
        @Min(value = 0, message = "expected a port, 0 to 65535") @Max(value = 65535, message = "expected a port, 0 to 65535") int port,

        @DefaultValue("127.0.0.1") @NotBlank(message = "expected an address of this machine, such as 127.0.0.1") String address,

        @DefaultValue List<HostName> allowedHosts,
        @DefaultValue("false") boolean allowOpen,
        @DefaultValue("synthetic") SourceKind source,

        @DefaultValue("1000")
        @PositiveOrZero(message = "expected events per second, 0 (as fast as possible) or more")
        @DecimalMax(value = "1e8", message = "expected at most 1e8 events per second; 0 is as fast as possible") double rate,

        @DefaultValue("20ms")
        @DurationMin(millis = 1, message = "expected 1ms to 1s")
        @DurationMax(seconds = 1, message = "expected 1ms to 1s")
        Duration tick,

        @DefaultValue("0") @PositiveOrZero(message = "expected a number of events, 0 (no limit) or more")
        long count,

        @DefaultValue(Topics.EVENTS)
        @Pattern(
                regexp = "[A-Za-z0-9._-]{1,249}",
                message = "expected a topic's name: letters, digits and ._-, at most 249")
        String topic,

        @DefaultValue("4")
        @Min(value = 1, message = "expected 1 to 10000 partitions") @Max(value = 10_000, message = "expected 1 to 10000 partitions") int partitions,

        @DefaultValue("1") @Positive(message = "expected 1 replica or more") short replicationFactor,

        @DefaultValue("true") boolean createTopic,
        @DefaultValue("detector") String key,
        @DefaultValue("") String format,

        @DefaultValue("1")
        @Min(value = 1, message = "expected 1 to 100000 events") @Max(value = 100_000, message = "expected 1 to 100000 events") int frame,

        @DefaultValue @Valid @NestedConfigurationProperty SyntheticProperties synthetic,
        @DefaultValue @Valid @NestedConfigurationProperty ReplayProperties replay,
        @DefaultValue @Valid Admin admin) {

    /** How this service may be reached and steered. */
    public FrontDoor frontDoor() {
        return new FrontDoor("producer", address, allowedHosts, allowOpen, admin.enabled(), admin.token(), List.of());
    }

    /** Where events come from. */
    public enum SourceKind {
        SYNTHETIC,
        REPLAY
    }

    /**
     * Operations that change something: pause, resume, rate.
     *
     * @param enabled whether they are there at all
     * @param token what a caller has to show as a bearer token
     */
    public record Admin(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("") String token) {

        @AssertTrue(message = "expected a token in producer.admin.token where producer.admin.enabled is true") boolean isTokenGiven() {
            return !enabled || !token.isBlank();
        }
    }
}
