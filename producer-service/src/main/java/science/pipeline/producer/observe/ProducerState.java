package science.pipeline.producer.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.publish.Emission;

/**
 * The run at one moment, as {@code /actuator/producer} shows it.
 *
 * @param state waiting, denied, retrying, sending, paused, ended or failed
 * @param rate events per second; 0 = as fast as possible, or as recorded
 * @param produced events handed to the Kafka client
 * @param acknowledged events that Kafka has acknowledged
 * @param failed events that Kafka has refused for good
 * @param underWay events whose fate is open
 * @param total events of this run in all; absent if it is endless
 * @param missing what is missing, so that nothing can be sent; absent if nothing is
 * @param problem why the run ended before its time; absent if it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProducerState(
        Word state,
        double rate,
        long produced,
        long acknowledged,
        long failed,
        long underWay,
        @Nullable Long total,
        @Nullable String missing,
        @Nullable String problem) {

    /** What the producer does right now. */
    enum Word {
        /** The run ended before its time. */
        FAILED,
        ENDED,
        PAUSED,
        /** Kafka is there and does not let us: a right is missing, or it does not know who we are. */
        DENIED,
        /** Kafka's client fails in a way that nobody knows. */
        RETRYING,
        /** Kafka or the topic is not there. */
        WAITING,
        SENDING;

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ProducerState of(Emission emission) {
        // Settled events are read first, so that those under way never come out negative.
        long acknowledged = emission.acknowledged();
        long failed = emission.failed();
        long produced = Math.max(emission.produced(), acknowledged + failed);
        OptionalLong total = emission.total();
        return new ProducerState(
                word(emission),
                emission.rate(),
                produced,
                acknowledged,
                failed,
                produced - acknowledged - failed,
                total.isPresent() ? total.getAsLong() : null,
                emission.missing().orElse(null),
                emission.problem().orElse(null));
    }

    static Word word(Emission emission) {
        if (emission.problem().isPresent()) {
            return Word.FAILED;
        }
        if (emission.ended()) {
            return Word.ENDED;
        }
        if (emission.paused()) {
            return Word.PAUSED;
        }
        if (emission.denied()) {
            return Word.DENIED;
        }
        if (emission.retrying()) {
            return Word.RETRYING;
        }
        return emission.missing().isPresent() ? Word.WAITING : Word.SENDING;
    }
}
