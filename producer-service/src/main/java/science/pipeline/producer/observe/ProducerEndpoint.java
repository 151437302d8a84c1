package science.pipeline.producer.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.producer.publish.Emission;

/**
 * {@code /actuator/producer}: GET shows the run; POST to {@code /pause}, {@code /resume} and {@code /rate} (with
 * {@code {"eventsPerSecond": 500}}) steers it, for those whom {@link AdminGate} lets pass.
 */
@Component
@WebEndpoint(id = "producer")
final class ProducerEndpoint {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Emission emission;
    private final AdminGate gate;

    ProducerEndpoint(Emission emission, AdminGate gate) {
        this.emission = emission;
        this.gate = gate;
    }

    @ReadOperation
    ProducerState state() {
        return ProducerState.of(emission);
    }

    @WriteOperation
    WebEndpointResponse<Object> steer(@Selector String operation, @Nullable Double eventsPerSecond) {
        AdminGate.Answer answer = gate.ask();
        if (!answer.passes()) {
            return refused(answer.status(), answer.reason());
        }
        switch (operation) {
            case "pause" -> {
                emission.pause();
                gate.changed("producer paused");
            }
            case "resume" -> {
                emission.resume();
                gate.changed("producer resumed");
            }
            case "rate" -> {
                if (eventsPerSecond == null || !(eventsPerSecond >= 0 && eventsPerSecond <= 1e8)) {
                    return refused(
                            BAD_REQUEST,
                            "found eventsPerSecond " + eventsPerSecond
                                    + ", expected a number from 0 (as fast as possible) to 1e8");
                }
                emission.rate(eventsPerSecond);
                gate.changed("producer's rate set to " + eventsPerSecond + " events/s");
            }
            default -> {
                return refused(NOT_FOUND, "found no operation " + operation + ", expected pause, resume or rate");
            }
        }
        return new WebEndpointResponse<>(state(), OK);
    }

    private static WebEndpointResponse<Object> refused(int status, String reason) {
        return new WebEndpointResponse<>(Map.of("error", reason), status);
    }
}
