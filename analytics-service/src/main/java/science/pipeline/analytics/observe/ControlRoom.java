package science.pipeline.analytics.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.select.Tally;
import science.pipeline.analytics.intake.CommitTimes;
import science.pipeline.analytics.intake.DetectorAlarms;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.analytics.post.Outlets;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Truth;
import science.pipeline.dataset.sink.PartitionCounts;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.LiveWatch;

/** Takes the page's snapshot once a second, whoever looks, so that the rates have a past. Read by any thread. */
@Component
@Order(2)
final class ControlRoom implements Pulse.Beat {

    private static final Logger log = LoggerFactory.getLogger(ControlRoom.class);

    /** A quarter of an hour of seconds. */
    private static final int POINTS = 900;

    private static final int MINUTE = 60;

    private static final int MOST_ALARMS = 30;

    private final Intake intake;
    private final RunState state;
    private final Arrivals arrivals;
    private final Books books;
    private final LiveFigures figures;
    private final ResultsFolder folder;
    private final DetectorAlarms alarms;
    private final Outlets outlets;
    private final Rates rates = new Rates();
    private final Recent<Point> points = new Recent<>(POINTS);
    private final Deque<Totals> minute = new ArrayDeque<>();
    private Ledger lastLedger = Ledger.of(PartitionCounts.NONE, List.of());
    private @Nullable String lastShare;
    private Optional<String> disagreement = Optional.empty();
    private Map<String, Tally> lastTallies = Map.of();
    private Map<String, Precision> lastJudged = Map.of();
    private @Nullable Snapshot latest;

    ControlRoom(
            Intake intake,
            RunState state,
            Arrivals arrivals,
            Books books,
            LiveFigures figures,
            ResultsFolder folder,
            DetectorAlarms alarms,
            Outlets outlets) {
        this.intake = intake;
        this.state = state;
        this.arrivals = arrivals;
        this.books = books;
        this.figures = figures;
        this.folder = folder;
        this.alarms = alarms;
        this.outlets = outlets;
    }

    @Override
    public void beat() {
        long time = System.currentTimeMillis();
        List<PartitionStatus> statuses = intake.statuses();
        Point point = rates.at(time, statuses);
        points.add(point);
        Totals total = figures.totals();
        Totals lastMinute = total.minus(aMinuteAgo(total));
        readBooks();
        RunState.State now = state.now();
        OptionalDouble age = arrivals.ageSeconds();
        LiveWatch.Findings findings = alarms.findings();
        OpenAlarms open = OpenAlarms.of(findings, now);
        List<LayerState> layers = LayerState.of(statuses);
        publish(new Snapshot(
                time,
                now.word().toString(),
                now.reason(),
                Concern.of(now, open, disagreement, outlets.troubles(), layers),
                open,
                age.isPresent() ? age.getAsDouble() : null,
                point,
                lastLedger,
                lastShare,
                lastTallies,
                troubles(statuses),
                service(),
                Snapshot.Figures.of(lastMinute),
                Snapshot.Figures.of(total),
                Truth.of(lastLedger).orElse(null),
                layers,
                lastJudged,
                DetectorStates.of(lastMinute, total, DetectorStates.known(findings.states(), now)),
                findings.alarms().stream()
                        .sorted(Comparator.comparing(alarm -> alarm.cleared() != null))
                        .limit(MOST_ALARMS)
                        .toList()));
    }

    /** The last seconds' snapshots wait here; the one that is a minute old is what the others are compared with. */
    private Totals aMinuteAgo(Totals now) {
        minute.addLast(now);
        return minute.size() > MINUTE ? minute.removeFirst() : minute.getFirst();
    }

    /** Without partitions (before the beginning, after the end) the commits are asked, which may fail for a moment. */
    private void readBooks() {
        try {
            lastLedger = books.ledger();
            lastShare = books.share();
            disagreement = books.disagreement();
            lastTallies = books.tallies();
            lastJudged = Precision.byLayer(books.judgements());
        } catch (UncheckedIOException | Refusal unreadable) {
            log.debug("the books on disk cannot be read now", unreadable);
        }
    }

    private static Map<Integer, String> troubles(List<PartitionStatus> statuses) {
        Map<Integer, String> troubles = new TreeMap<>();
        for (PartitionStatus status : statuses) {
            Trouble trouble = status.trouble();
            if (trouble != null) {
                troubles.put(status.partition(), trouble.sentence());
            }
        }
        return troubles;
    }

    private Snapshot.Service service() {
        CommitTimes commits = intake.commitTimes();
        long count = commits.succeeded();
        double millis = count == 0 ? 0 : commits.nanos() / 1e6 / count;
        return new Snapshot.Service(count, millis, commits.failed(), freeBytes());
    }

    private long freeBytes() {
        try {
            return folder.freeBytes();
        } catch (IOException unknown) {
            return -1;
        }
    }

    private synchronized void publish(Snapshot snapshot) {
        latest = snapshot;
        notifyAll();
    }

    /** Waits for a snapshot that is newer than the one shown. */
    synchronized Snapshot awaitNewer(@Nullable Snapshot shown) throws InterruptedException {
        while (latest == null || latest == shown) {
            wait();
        }
        return latest;
    }

    Recent<Point> points() {
        return points;
    }
}
