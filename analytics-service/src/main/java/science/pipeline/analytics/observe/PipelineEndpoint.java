package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.analytics.intake.Group;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.Truth;

/** {@code /actuator/pipeline}: what the service does, and its books. */
@Component
@Endpoint(id = "pipeline")
final class PipelineEndpoint {

    /**
     * @param state one word
     * @param reason why it is not running; absent when it is
     * @param openAlarms alarms of detectors that stand, or why that is not known
     * @param dataAgeSeconds since something was read; absent before anything was
     * @param truth how flags compare with the sender's labels; absent while there are none
     * @param layers what each detection layer is doing; empty while this instance reads nothing
     * @param instance which one answers
     * @param instances of the group, and what each one owns
     * @param disagreement why their configurations are no good together; absent when they are
     * @param ledger of all instances together
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String state,
            @Nullable String reason,
            OpenAlarms openAlarms,
            @Nullable Double dataAgeSeconds,
            @Nullable Truth truth,
            List<LayerState> layers,
            String instance,
            List<Group.Member> instances,
            @Nullable String disagreement,
            @JsonUnwrapped Ledger ledger) {}

    private final RunState state;
    private final Arrivals arrivals;
    private final Books books;
    private final Intake intake;
    private final DetectorAlarms alarms;
    private final Group group;

    PipelineEndpoint(
            RunState state, Arrivals arrivals, Books books, Intake intake, DetectorAlarms alarms, Group group) {
        this.group = group;
        this.intake = intake;
        this.alarms = alarms;
        this.state = state;
        this.arrivals = arrivals;
        this.books = books;
    }

    @ReadOperation
    View view() {
        RunState.State now = state.now();
        OptionalDouble age = arrivals.ageSeconds();
        Ledger ledger = books.ledger();
        return new View(
                now.word().toString(),
                now.reason(),
                OpenAlarms.of(alarms.findings(), now),
                age.isPresent() ? age.getAsDouble() : null,
                Truth.of(ledger).orElse(null),
                LayerState.of(intake.statuses()),
                group.here(),
                group.members(),
                group.disagreement().orElse(null),
                ledger);
    }
}
