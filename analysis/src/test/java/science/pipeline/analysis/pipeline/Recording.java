package science.pipeline.analysis.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.event.EventBatch;
import science.pipeline.event.ParticleEvent;

/** A pipeline, and a record of all that it has said. */
final class Recording {

    private final List<String> rows = new ArrayList<>();
    private final List<WindowStatistics> closedWindows = new ArrayList<>();
    private final Map<String, Long> selected = new LinkedHashMap<>();
    private PartitionPipeline pipeline;
    private long flagged;

    Recording(AnalysisConfiguration configuration) {
        pipeline = new PartitionPipeline(configuration);
    }

    void analyse(List<ParticleEvent> events, int batchSize) {
        EventBatch batch = pipeline.newBatch();
        for (int from = 0; from < events.size(); from += batchSize) {
            batch.clear();
            List<ParticleEvent> rest = events.subList(from, Math.min(events.size(), from + batchSize));
            rest.forEach(event -> Events.append(event, event.eventId(), batch));
            record(batch.size(), pipeline.analyse(batch));
        }
        takeClosedWindows();
    }

    void reject() {
        pipeline.reject();
    }

    void restart(AnalysisConfiguration configuration) {
        try {
            pipeline = PartitionPipeline.load(configuration, new DataInputStream(new ByteArrayInputStream(saved())));
            takeClosedWindows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] saved() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pipeline.save(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PartitionPipeline pipeline() {
        return pipeline;
    }

    /** Flag, score, reasons and selections of every row. */
    List<String> rows() {
        return rows;
    }

    List<WindowStatistics> closedWindows() {
        return closedWindows;
    }

    long flagged() {
        return flagged;
    }

    Map<String, Long> selected() {
        return selected;
    }

    long totalOfAllWindows() {
        return closedWindows.stream().mapToLong(WindowStatistics::totalEvents).sum()
                + pipeline.openWindows().stream()
                        .mapToLong(WindowContribution::totalEvents)
                        .sum()
                + pipeline.outside().totalEvents();
    }

    private void record(int size, Verdicts verdicts) {
        for (int row = 0; row < size; row++) {
            StringBuilder text = new StringBuilder()
                    .append(verdicts.flagged[row])
                    .append(' ')
                    .append(verdicts.scoreHundredths[row])
                    .append(' ')
                    .append(verdicts.reasons(row));
            for (int i = 0; i < verdicts.selections().size(); i++) {
                boolean accepted = verdicts.selected(i)[row];
                selected.merge(verdicts.selections().get(i), accepted ? 1L : 0L, Long::sum);
                text.append(accepted ? " 1" : " 0");
            }
            if (verdicts.flagged[row]) {
                text.append(verdicts.explanation(row));
                flagged++;
            }
            rows.add(text.toString());
        }
    }

    private void takeClosedWindows() {
        pipeline.takeClosedWindows().stream()
                .map(window -> WindowStatistics.of(List.of(window)))
                .forEach(closedWindows::add);
    }
}
