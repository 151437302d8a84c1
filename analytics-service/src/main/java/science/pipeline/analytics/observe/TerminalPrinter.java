package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.pipeline.Verdicts;
import science.pipeline.analysis.select.Selection;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.codec.Reject;
import science.pipeline.codec.Rejection;
import science.pipeline.engine.EventPrinter;
import science.pipeline.event.EventBatch;

/** Shows the events that {@code analytics.print} names, one line each, at most ten a second; the rest is counted. */
@Component
class TerminalPrinter implements EventPrinter {

    private static final int MOST_A_SECOND = 10;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String ANOMALIES = "anomalies";
    private static final String REJECTED = "rejected";

    private final Set<String> wanted;
    private long secondEnds = System.nanoTime();
    private int shown;
    private long hidden;

    TerminalPrinter(AnalyticsProperties properties, AnalysisConfiguration configuration) {
        wanted = Set.copyOf(properties.print());
        List<String> selections =
                configuration.menu().enabled().stream().map(Selection::name).toList();
        for (String name : wanted) {
            if (!selections.contains(name) && !name.equals(ANOMALIES) && !name.equals(REJECTED)) {
                throw new InvalidSetting(
                        "analytics.print",
                        "'" + name + "'",
                        "anomalies, rejected, or a selection out of " + String.join(", ", selections));
            }
        }
    }

    @Override
    public void events(int partition, EventBatch batch, Verdicts verdicts) {
        if (wanted.isEmpty()) {
            return;
        }
        if (wanted.contains(ANOMALIES)) {
            print(partition, batch, verdicts, ANOMALIES, verdicts.flagged);
        }
        for (int i = 0; i < verdicts.selections().size(); i++) {
            String name = verdicts.selections().get(i);
            if (wanted.contains(name)) {
                print(partition, batch, verdicts, name, verdicts.selected(i));
            }
        }
    }

    private void print(int partition, EventBatch batch, Verdicts verdicts, String name, boolean[] chosen) {
        for (int row = 0; row < batch.size(); row++) {
            if (chosen[row] && mayPrint()) {
                System.out.println(name + "  " + EventLine.of(partition, batch, row) + "  " + verdicts.reasons(row));
            }
        }
    }

    @Override
    public void rejected(int partition, long offset, Rejection rejection) {
        if (wanted.contains(REJECTED) && mayPrint()) {
            Reject reject = rejection.reject();
            String index = rejection.index() == Rejection.WHOLE ? "" : " index " + rejection.index();
            System.out.println("rejected  partition " + partition + " offset " + offset + index + "  "
                    + reject.reason().label() + "  " + reject.detail());
        }
    }

    /** Whether one more line may be shown in this second; the first line of a second tells how many were not. */
    private synchronized boolean mayPrint() {
        long now = System.nanoTime();
        if (now - secondEnds >= 0) {
            if (hidden > 0) {
                System.out.println("… and " + hidden + " more");
            }
            secondEnds = now + SECOND_NANOS;
            shown = 0;
            hidden = 0;
        }
        if (shown < MOST_A_SECOND) {
            shown++;
            return true;
        }
        hidden++;
        return false;
    }
}
