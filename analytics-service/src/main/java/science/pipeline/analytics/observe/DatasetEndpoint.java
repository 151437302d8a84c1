package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.Ending;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.dataset.closing.Inventory;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code /actuator/dataset}: GET shows what is on disk; POST to {@code /final} builds the final dataset from what is
 * committed now and answers with its ledger, for those whom {@link AdminGate} lets pass.
 */
@Component
@WebEndpoint(id = "dataset")
final class DatasetEndpoint {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final ResultsFolder folder;
    private final Intake intake;
    private final Ending ending;
    private final AdminGate gate;

    DatasetEndpoint(ResultsFolder folder, Intake intake, Ending ending, AdminGate gate) {
        this.folder = folder;
        this.intake = intake;
        this.ending = ending;
        this.gate = gate;
    }

    @ReadOperation
    WebEndpointResponse<Object> state() {
        try {
            return new WebEndpointResponse<>(Inventory.of(folder));
        } catch (IOException | Refusal nothing) {
            return refused(UNAVAILABLE, String.valueOf(nothing.getMessage()));
        }
    }

    @WriteOperation
    WebEndpointResponse<Object> build(@Selector String operation) {
        AdminGate.Answer answer = gate.ask();
        if (!answer.passes()) {
            return refused(answer.status(), answer.reason());
        }
        if (!operation.equals("final")) {
            return refused(NOT_FOUND, "found no operation " + operation + ", expected final");
        }
        if (!intake.ownsPartitionZero()) {
            return refused(
                    CONFLICT,
                    "this instance does not read partition 0; the one that does builds the final dataset: ask it");
        }
        try {
            Object ledger = ending.buildNow();
            gate.changed("final dataset built");
            return new WebEndpointResponse<>(ledger);
        } catch (IOException | Fenced failed) {
            return refused(UNAVAILABLE, "the final dataset was not built, ask again: " + failed);
        } catch (Refusal damaged) {
            return refused(CONFLICT, String.valueOf(damaged.getMessage()));
        }
    }

    private static WebEndpointResponse<Object> refused(int status, String reason) {
        return new WebEndpointResponse<>(Map.of("error", reason), status);
    }
}
