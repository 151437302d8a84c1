package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.detect.Explanation;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.FieldVisitor;
import science.pipeline.codec.Rejection;
import science.pipeline.event.EventBatch;
import science.pipeline.event.EventTime;

/** Something that the page tells of one record. */
sealed interface Notice {

    /**
     * A flagged event.
     *
     * @param index in its record; null where each is one event
     * @param timestamp its instant
     * @param values of the schema's fields in their order, as the files hold them, long lists cut: a browser's own
     *     numbers are exact up to 2⁵³ only; null where an optional one is absent
     */
    record Flag(
            int partition,
            long offset,
            @Nullable Integer index,
            String timestamp,
            List<@Nullable String> values,
            double score,
            String reasons,
            Explanation explanation)
            implements Notice {

        static Flag of(int partition, EventBatch batch, Verdicts verdicts, int row) {
            List<@Nullable String> values = new ArrayList<>();
            FieldVisitor.tell(
                    batch,
                    row,
                    (field, value) -> values.add(value == null ? null : FieldVisitor.shortened(field, value)));
            return new Flag(
                    partition,
                    batch.offset[row],
                    batch.schema.hasIndex() ? batch.index[row] : null,
                    EventTime.format(batch.timestampMicros[row]),
                    values,
                    verdicts.scoreHundredths[row] / 100.0,
                    verdicts.reasons(row),
                    verdicts.explanation(row));
        }
    }

    /**
     * A record that is no event.
     *
     * @param index of the element in its list that is none; null for the whole of it
     */
    record Refused(int partition, long offset, @Nullable Integer index, String reason, String detail)
            implements Notice {

        static Refused of(int partition, long offset, Rejection rejection) {
            return new Refused(
                    partition,
                    offset,
                    rejection.index() == Rejection.WHOLE ? null : rejection.index(),
                    rejection.reject().reason().label(),
                    rejection.reject().detail());
        }
    }
}
