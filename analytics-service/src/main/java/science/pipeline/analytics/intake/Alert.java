package science.pipeline.analytics.intake;

import java.nio.charset.StandardCharsets;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analytics.dataset.Letter;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flagged event with its explanation, or an alarm of the watch over the detectors, as the JSON that listeners of the
 * alerts topic get; {@code kind} tells which.
 */
final class Alert {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Alert() {}

    private record FlaggedEvent(
            String kind,
            long eventId,
            String timestamp,
            String particleType,
            double energyGev,
            double momentumX,
            double momentumY,
            double momentumZ,
            String detectorId,
            boolean isAnomaly,
            double score,
            String reasons,
            Explanation explanation,
            int kafkaPartition,
            long kafkaOffset) {}

    /** Sends one document for each flagged row that the limit allows, in the order of the rows. */
    static void write(int partition, EventBatch batch, Verdicts verdicts, AlertLimit limit, Outbox outbox) {
        for (int row = 0; row < batch.size(); row++) {
            if (verdicts.flagged[row] && limit.allows(batch.timestampMicros[row])) {
                outbox.add(of(partition, JSON.writeValueAsBytes(of(partition, batch, verdicts, row))));
            }
        }
    }

    private static Letter of(int partition, byte[] document) {
        return new Letter(Letter.To.ALERTS, Integer.toString(partition).getBytes(StandardCharsets.US_ASCII), document);
    }

    private static FlaggedEvent of(int partition, EventBatch batch, Verdicts verdicts, int row) {
        return new FlaggedEvent(
                "event",
                batch.eventId[row],
                EventTime.format(batch.timestampMicros[row]),
                batch.particleTypes.name(batch.particleType[row]),
                batch.energy[row],
                batch.momentumX[row],
                batch.momentumY[row],
                batch.momentumZ[row],
                batch.detectors.name(batch.detector[row]),
                batch.labelled[row],
                verdicts.scoreHundredths[row] / 100.0,
                verdicts.reasons(row),
                verdicts.explanation(row),
                partition,
                batch.offset[row]);
    }

    /** An alarm that was raised, or cleared. */
    static byte[] of(DetectorAlarm alarm) {
        ObjectNode json = JSON.createObjectNode().put("kind", "detector_alarm");
        json.put("state", alarm.cleared() == null ? "raised" : "cleared");
        json.setAll(JSON.<ObjectNode>valueToTree(alarm));
        return JSON.writeValueAsBytes(json);
    }
}
