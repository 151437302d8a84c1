package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonFormat;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Reject;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;

/** Something that the page tells of one record. */
sealed interface Notice {

    /**
     * A flagged event.
     *
     * @param eventId travels as text: a browser's numbers are exact up to 2⁵³ only
     */
    record Flag(
            int partition,
            long offset,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long eventId,
            String timestamp,
            String particleType,
            double energyGev,
            double momentumX,
            double momentumY,
            double momentumZ,
            String detector,
            boolean labelled,
            double score,
            String reasons,
            Explanation explanation)
            implements Notice {

        static Flag of(int partition, EventBatch batch, Verdicts verdicts, int row) {
            return new Flag(
                    partition,
                    batch.offset[row],
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
                    verdicts.explanation(row));
        }
    }

    /** A record that is no event. */
    record Rejection(int partition, long offset, String reason, String detail) implements Notice {

        static Rejection of(int partition, long offset, Reject reject) {
            return new Rejection(partition, offset, reject.reason().label(), reject.detail());
        }
    }
}
