package science.pipeline.analytics.observe;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.dataset.windows.LiveWatch;

/** {@code /actuator/detectors}: what the watch thinks of each detector, and its latest alarms. */
@Component
@Endpoint(id = "detectors")
final class DetectorsEndpoint {

    private final DetectorAlarms alarms;
    private final RunState state;

    DetectorsEndpoint(DetectorAlarms alarms, RunState state) {
        this.alarms = alarms;
        this.state = state;
    }

    @ReadOperation
    LiveWatch.Findings findings() {
        LiveWatch.Findings found = alarms.findings();
        return new LiveWatch.Findings(DetectorStates.known(found.states(), state.now()), found.alarms());
    }
}
