package science.pipeline.producer.observe;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import science.pipeline.producer.publish.Emission;

/** Whether events can be sent: down while something is missing, and for good once Kafka or the source has failed. */
@Component
final class SendingHealthIndicator implements HealthIndicator {

    private final Emission emission;

    SendingHealthIndicator(Emission emission) {
        this.emission = emission;
    }

    @Override
    public Health health() {
        ProducerState state = ProducerState.of(emission);
        boolean up = state.problem() == null && state.missing() == null;
        Health.Builder health = Health.status(up ? Status.UP : Status.DOWN)
                .withDetail("state", state.state().toString())
                .withDetail("produced", state.produced())
                .withDetail("acknowledged", state.acknowledged())
                .withDetail("failed", state.failed());
        emission.missing().ifPresent(missing -> health.withDetail("missing", missing));
        emission.problem().ifPresent(problem -> health.withDetail("problem", problem));
        return health.build();
    }
}
