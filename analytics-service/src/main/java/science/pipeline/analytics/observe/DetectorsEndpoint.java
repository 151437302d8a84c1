package science.pipeline.analytics.observe;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.dataset.LiveWatch;
import science.pipeline.analytics.intake.DetectorAlarms;

/** {@code /actuator/detectors}: what the watch thinks of each detector, and its latest alarms. */
@Component
@Endpoint(id = "detectors")
final class DetectorsEndpoint {

    private final DetectorAlarms alarms;

    DetectorsEndpoint(DetectorAlarms alarms) {
        this.alarms = alarms;
    }

    @ReadOperation
    LiveWatch.Findings findings() {
        return alarms.findings();
    }
}
