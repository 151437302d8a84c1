package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.dataset.Ledger;
import science.pipeline.analytics.dataset.Truth;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.analytics.intake.Intake;

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
     * @param share which part of the topic the ledger is of; absent when of all
     * @param ledger of this instance's partitions; after the end, of the newest commits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String state,
            @Nullable String reason,
            OpenAlarms openAlarms,
            @Nullable Double dataAgeSeconds,
            @Nullable Truth truth,
            List<LayerState> layers,
            @Nullable String share,
            @JsonUnwrapped Ledger ledger) {}

    private final RunState state;
    private final Arrivals arrivals;
    private final Books books;
    private final Intake intake;
    private final DetectorAlarms alarms;

    PipelineEndpoint(RunState state, Arrivals arrivals, Books books, Intake intake, DetectorAlarms alarms) {
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
                books.share(),
                ledger);
    }
}
