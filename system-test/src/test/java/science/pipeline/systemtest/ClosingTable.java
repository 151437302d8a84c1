package science.pipeline.systemtest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.systemtest.process.Settings;

/** What was tested, how often, and what came of it; printed at the end of the run. */
final class ClosingTable implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClosingTable.class);
    private static final String ROW = "%-28s %6s %10s %6s %11s %12s %8s %8s%n";

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    /** Trials of the same name share a row. Any thread. */
    synchronized void add(Outcome outcome) {
        outcomes.merge(outcome.name(), outcome, Outcome::plus);
    }

    @Override
    public synchronized void close() {
        StringBuilder table = new StringBuilder()
                .append(ROW.formatted(
                        "fault", "times", "events", "lost", "duplicated", "differences", "p50 s", "p95 s"));
        for (Outcome outcome : outcomes.values()) {
            table.append(ROW.formatted(
                    outcome.name(),
                    outcome.times(),
                    outcome.figure("records"),
                    outcome.figure("lost"),
                    outcome.figure("duplicated"),
                    outcome.figure("wrong") + outcome.figure("differences"),
                    outcome.recovery(0.50),
                    outcome.recovery(0.95)));
        }
        log.info(
                "-Dsystem-test.seed={}; seconds from a fault until every partition has committed new records:\n{}",
                Settings.seed(),
                table);
    }
}
