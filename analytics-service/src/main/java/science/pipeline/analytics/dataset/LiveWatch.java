package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.DetectorWatch;

/**
 * The watch over the detectors while the run goes on: fed with each window once no partition can add to it. Whoever
 * takes it over begins with the first window of the dataset again and comes to the same alarms; what was announced
 * before, {@link AnnouncedUntil} knows. Touched by one thread.
 */
public final class LiveWatch implements DetectorWatch.Listener {

    private static final Logger log = LoggerFactory.getLogger(LiveWatch.class);
    private static final int RECENT = 100;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final DetectorWatch watch;
    private AnnouncedUntil announced;
    private final Announcer announcer;
    private final WindowTails tails;
    private final List<DetectorAlarm> recent = new ArrayList<>();
    private final List<DetectorAlarm> unannounced = new ArrayList<>();
    private List<DetectorAlarm> told = List.of();
    private CompletableFuture<Void> underway = CompletableFuture.completedFuture(null);
    private final Stragglers stragglers;
    private long judgedUntil = Long.MIN_VALUE;

    /** Tells others of alarms. */
    @FunctionalInterface
    public interface Announcer {

        /** Returns at once; the future is done when they have it. */
        CompletableFuture<Void> announce(List<DetectorAlarm> alarms);
    }

    /**
     * What the watch knows.
     *
     * @param states of the detectors, by name
     * @param alarms the latest, the newest first; those that stand among them
     */
    public record Findings(List<DetectorState> states, List<DetectorAlarm> alarms) {

        public static final Findings NONE = new Findings(List.of(), List.of());
    }

    public LiveWatch(ResultsFolder folder, StatisticsFiles files, Announcer announcer) throws IOException {
        this.folder = folder;
        this.files = files;
        this.tails = new WindowTails(folder);
        this.announcer = announcer;
        this.announced = AnnouncedUntil.read(folder);
        this.watch = new DetectorWatch(files.configuration().watch(), this);
        this.stragglers = new Stragglers(files.configuration().statistics());
    }

    /**
     * Judges the windows that have come to an end, and announces what is new.
     *
     * @param isReadToItsEnd whether a partition holds nothing that is not read
     */
    public Findings look(IntPredicate isReadToItsEnd) throws IOException {
        List<Commit> commits = folder.newestBooks();
        tails.follow(commits);
        List<Commit> awaited = stragglers.without(commits, isReadToItsEnd);
        Optional<WindowContribution> next = earliest();
        while (next.isPresent() && isOver(next.get(), awaited)) {
            judge(next.get());
            next = earliest();
        }
        announce();
        return new Findings(watch.states(), List.copyOf(recent));
    }

    private Optional<WindowContribution> earliest() throws IOException {
        tails.passOverWithdrawn();
        return tails.earliest();
    }

    private boolean isOver(WindowContribution window, List<Commit> awaited) throws IOException {
        boolean isJudged = window.startMicros() <= judgedUntil && !tails.goBack(window);
        return isJudged || files.isPassed(window, awaited);
    }

    /**
     * What a straggler brings for a window that has been judged counts in the final files only. Where the clock of a
     * partition has gone back, the watch goes back with it; of alarms from there on listeners may hear again.
     */
    private void judge(WindowContribution earliest) throws IOException {
        boolean goesBack = tails.goBack(earliest);
        List<WindowContribution> contributions =
                new ArrayList<>(tails.take(earliest).values());
        if (goesBack) {
            announced = announced.before(earliest.startMicros());
        }
        if (goesBack || earliest.startMicros() > judgedUntil) {
            judgedUntil = earliest.startMicros();
            watch.add(WindowContribution.sum(contributions));
        }
    }

    /** One after the other, so that what is remembered has no holes; nobody waits for it. */
    private void announce() throws IOException {
        remember();
        if (told.isEmpty() && !unannounced.isEmpty()) {
            told = List.copyOf(unannounced);
            unannounced.clear();
            underway = announcer.announce(told);
            remember();
        }
    }

    /** Notes down what others have by now. */
    public void remember() throws IOException {
        if (underway.isDone() && !told.isEmpty()) {
            announced = announced.andUntil(told.get(told.size() - 1));
            announced.write(folder);
            told = List.of();
        }
    }

    @Override
    public void raised(DetectorAlarm alarm) {
        recent.add(0, alarm);
        forgetTheOldest();
        tell(alarm);
    }

    /** One that stands is never forgotten. */
    private void forgetTheOldest() {
        for (int i = recent.size() - 1; i >= 0 && recent.size() > RECENT; i--) {
            if (recent.get(i).cleared() != null) {
                recent.remove(i);
            }
        }
    }

    @Override
    public void cleared(DetectorAlarm alarm) {
        recent.replaceAll(former -> former.isSameAs(alarm) ? alarm : former);
        tell(alarm);
    }

    private void tell(DetectorAlarm alarm) {
        if (!announced.covers(alarm)) {
            unannounced.add(alarm);
            log.warn(
                    "detector {}: {} alarm {}: {}",
                    alarm.detector(),
                    alarm.observable(),
                    alarm.cleared() == null ? "raised" : "cleared",
                    alarm.reason());
        }
    }

    @Override
    public void changed(DetectorState state) {
        // The states are asked for when they are shown.
    }
}
