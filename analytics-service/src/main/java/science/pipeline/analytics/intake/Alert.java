package science.pipeline.analytics.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flagged event with its explanation, or an alarm of the watch over the detectors, as the JSON that listeners of the
 * alerts topic get; {@code kind} tells which.
 */
final class Alert {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Alert() {}

    /** One document for each flagged row that the limit allows, in the order of the rows. */
    static List<String> of(int partition, EventBatch batch, Verdicts verdicts, AlertLimit limit) {
        List<String> alerts = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            if (verdicts.flagged[row] && limit.allows(batch.timestampMicros[row])) {
                alerts.add(of(partition, batch, verdicts, row));
            }
        }
        return alerts;
    }

    private static String of(int partition, EventBatch batch, Verdicts verdicts, int row) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("kind", "event");
        alert.put("event_id", batch.eventId[row]);
        alert.put("timestamp", EventTime.format(batch.timestampMicros[row]));
        alert.put("particle_type", batch.particleTypes.name(batch.particleType[row]));
        alert.put("energy_gev", batch.energy[row]);
        alert.put("momentum_x", batch.momentumX[row]);
        alert.put("momentum_y", batch.momentumY[row]);
        alert.put("momentum_z", batch.momentumZ[row]);
        alert.put("detector_id", batch.detectors.name(batch.detector[row]));
        alert.put("is_anomaly", batch.labelled[row]);
        alert.put("score", verdicts.scoreHundredths[row] / 100.0);
        alert.put("reasons", verdicts.reasons(row));
        alert.put("explanation", verdicts.explanation(row));
        alert.put("kafka_partition", partition);
        alert.put("kafka_offset", batch.offset[row]);
        return JSON.writeValueAsString(alert);
    }

    /** An alarm that was raised, or cleared. */
    static byte[] of(DetectorAlarm alarm) {
        ObjectNode json = JSON.createObjectNode().put("kind", "detector_alarm");
        json.put("state", alarm.cleared() == null ? "raised" : "cleared");
        json.setAll(JSON.<ObjectNode>valueToTree(alarm));
        return JSON.writeValueAsBytes(json);
    }
}
