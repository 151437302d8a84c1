package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.codec.Rejection;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;
import science.pipeline.schema.Schema;

/**
 * Counts for the page what passes, and keeps the latest flags and rejects: so many a second, the rest is in the books
 * alone. Written by the listener threads, read by any thread.
 */
@Component
@Order(1)
final class LiveFigures implements EventPrinter, Pulse.Beat {

    private static final int KEPT = 200;
    private static final int MOST_A_SECOND = 20;

    private final List<Measure> measures;
    private final Map<Integer, PartitionFigures> partitions = new ConcurrentHashMap<>();
    private final Recent<Notice> flags = new Recent<>(KEPT);
    private final Recent<Notice> rejections = new Recent<>(KEPT);
    private final AtomicInteger flagsLeft = new AtomicInteger(MOST_A_SECOND);
    private final AtomicInteger rejectionsLeft = new AtomicInteger(MOST_A_SECOND);

    LiveFigures(Schema schema) {
        measures = Measure.of(schema);
    }

    @Override
    public void events(int partition, EventBatch batch, Verdicts verdicts) {
        partitions
                .computeIfAbsent(partition, absent -> new PartitionFigures(measures))
                .count(batch, verdicts);
        for (int row = 0; row < batch.size() && flagsLeft.getPlain() > 0; row++) {
            if (verdicts.flagged[row] && flagsLeft.getAndDecrement() > 0) {
                flags.add(Notice.Flag.of(partition, batch, verdicts, row));
            }
        }
    }

    @Override
    public void rejected(int partition, long offset, Rejection rejection) {
        if (rejectionsLeft.getPlain() > 0 && rejectionsLeft.getAndDecrement() > 0) {
            rejections.add(Notice.Refused.of(partition, offset, rejection));
        }
    }

    @Override
    public void beat() {
        flagsLeft.set(MOST_A_SECOND);
        rejectionsLeft.set(MOST_A_SECOND);
    }

    Totals totals() {
        return Totals.of(measures, partitions.values());
    }

    Recent<Notice> flags() {
        return flags;
    }

    Recent<Notice> rejections() {
        return rejections;
    }
}
