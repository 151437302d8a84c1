package science.pipeline.producer.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.publish.Emission;

/**
 * The run at one moment, as {@code /actuator/producer} shows it.
 *
 * @param state waiting, denied, sending, paused, ended or failed
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
        String state,
        double rate,
        long produced,
        long acknowledged,
        long failed,
        long underWay,
        @Nullable Long total,
        @Nullable String missing,
        @Nullable String problem) {

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

    private static String word(Emission emission) {
        if (emission.problem().isPresent()) {
            return "failed";
        }
        if (emission.ended()) {
            return "ended";
        }
        if (emission.paused()) {
            return "paused";
        }
        if (emission.denied()) {
            return "denied";
        }
        return emission.missing().isPresent() ? "waiting" : "sending";
    }
}
