package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.DetectorAlarm;
import science.pipeline.analysis.watch.DetectorState;
import science.pipeline.analysis.watch.DetectorWatch;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;

/**
 * The watch over the detectors while the run goes on: fed with each window once no partition can add to it. Whoever
 * takes it over goes on from what was kept ({@link KeptWatch}), or begins with the first window of the dataset again,
 * and comes to the same alarms; what was announced before, {@link AnnouncedUntil} knows. Touched by one thread.
 */
public final class LiveWatch implements DetectorWatch.Listener {

    private static final Logger log = LoggerFactory.getLogger(LiveWatch.class);
    private static final int RECENT = 100;

    /** After so many windows what is known is kept. */
    private static final int WINDOWS_UNTIL_KEPT = 500;

    /** Events may come later than those of others by this part of a window before their detector counts as silent. */
    private static final int GRACE = 2;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private DetectorWatch watch;
    private AnnouncedUntil announced;
    private final Announcer announcer;
    private final boolean tells;
    private final WindowTails tails;
    private final List<DetectorAlarm> recent = new ArrayList<>();
    private final List<DetectorAlarm> unannounced = new ArrayList<>();
    private List<DetectorAlarm> told = List.of();
    private CompletableFuture<Void> underway = CompletableFuture.completedFuture(null);
    private final Stragglers stragglers;
    private long judgedUntil = Long.MIN_VALUE;
    private int judgedSinceKept;

    /** How many windows were over, for all partitions, when the open ones were read. */
    private long openUntil = Long.MIN_VALUE;

    private List<WindowContribution> open = List.of();
    private final SilentDetectors silent;

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

    /**
     * @param nanoTime a clock that never goes back: how long a partition has been silent decides whether it is waited
     *     for
     */
    public LiveWatch(ResultsFolder folder, StatisticsFiles files, Announcer announcer, LongSupplier nanoTime)
            throws IOException {
        this(folder, files, announcer, nanoTime, true);
    }

    /** A watch that comes to the same alarms and tells nobody: another process does. */
    public static LiveWatch onlooking(ResultsFolder folder, StatisticsFiles files, LongSupplier nanoTime)
            throws IOException {
        return new LiveWatch(folder, files, nobody -> CompletableFuture.completedFuture(null), nanoTime, false);
    }

    private LiveWatch(
            ResultsFolder folder, StatisticsFiles files, Announcer announcer, LongSupplier nanoTime, boolean tells)
            throws IOException {
        this.tells = tells;
        this.folder = folder;
        this.files = files;
        this.tails = new WindowTails(folder);
        this.announcer = announcer;
        this.announced = AnnouncedUntil.read(folder);
        this.watch = new DetectorWatch(files.configuration().watch(), this);
        this.stragglers = new Stragglers(files.configuration().statistics(), nanoTime);
        this.silent = new SilentDetectors(tells ? announcer : nobody -> CompletableFuture.completedFuture(null));
    }

    /**
     * Judges the windows that have come to an end, and announces what is new.
     *
     * @param isReadToItsEnd whether a partition holds nothing that is not read
     */
    public Findings look(IntPredicate isReadToItsEnd) throws IOException {
        List<Commit> commits = folder.newestBooks();
        boolean begins = tails.areNew();
        tails.follow(commits);
        if (begins) {
            begin();
        }
        watch.relearn(Relearnt.of(commits));
        List<Commit> awaited = stragglers.without(commits, isReadToItsEnd);
        Optional<WindowContribution> next = earliest();
        while (next.isPresent() && isOver(next.get(), awaited)) {
            judge(next.get());
            next = earliest();
        }
        announce();
        keep();
        silent.look(openWindows(awaited), watch, judgedUntil);
        return silent.among(watch.states(), recent);
    }

    private void begin() throws IOException {
        Optional<KeptWatch> kept = KeptWatch.read(folder);
        if (kept.isPresent()) {
            Optional<DetectorWatch> known =
                    kept.get().watch(files.configuration().watch(), this);
            if (known.isPresent() && tails.goOnFrom(kept.get().places())) {
                watch = known.get();
                judgedUntil = kept.get().judgedUntil();
                recent.addAll(kept.get().recent());
            }
        }
    }

    /** Only what listeners know, so that whoever goes on from it owes them nothing. */
    private void keep() throws IOException {
        if (tells && judgedSinceKept >= WINDOWS_UNTIL_KEPT && unannounced.isEmpty() && told.isEmpty()) {
            KeptWatch.of(tails.places(), judgedUntil, List.copyOf(recent), watch)
                    .write(folder);
            judgedSinceKept = 0;
        }
    }

    /** What the partitions have counted of windows that are not over, merged; up to where all of them have come. */
    private List<WindowContribution> openWindows(List<Commit> awaited) throws IOException {
        long length = TimeUnit.SECONDS.toMicros(
                files.configuration().statistics().window().toSeconds());
        long front = front(awaited) - length / GRACE;
        if (Math.floorDiv(front, length) == openUntil
                || !files.configuration().watch().enabled()) {
            return open;
        }
        openUntil = Math.floorDiv(front, length);
        List<Commit> commits = folder.newestCommits();
        tails.follow(commits);
        List<WindowContribution> all = new ArrayList<>(tails.waiting(judgedUntil, front));
        for (Commit commit : commits) {
            SavedAnalysis.windows(commit).ifPresent(saved -> all.addAll(saved.windows()));
        }
        SortedMap<Long, List<WindowContribution>> byStart = new TreeMap<>();
        for (WindowContribution one : all) {
            if (one.startMicros() > judgedUntil && one.endMicros() <= front) {
                byStart.computeIfAbsent(one.startMicros(), absent -> new ArrayList<>())
                        .add(one);
            }
        }
        open = byStart.values().stream().map(WindowContribution::sum).toList();
        return open;
    }

    /** The time to which all partitions have come; the beginning of time before they have any. */
    private static long front(List<Commit> awaited) {
        return awaited.stream()
                .mapToLong(commit -> commit.clockMicros() == null ? 0 : commit.clockMicros())
                .min()
                .orElse(0);
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
            judgedSinceKept++;
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

    /** Listeners hear of it with the next news; the page and the log at once. */
    @Override
    public void resized(DetectorAlarm alarm) {
        recent.replaceAll(former -> former.isSameAs(alarm) ? alarm : former);
        unannounced.replaceAll(former -> former.isSameAs(alarm) ? alarm : former);
        if (tells && !announced.covers(alarm)) {
            logAlarm(alarm, "is another size");
        }
    }

    @Override
    public void cleared(DetectorAlarm alarm) {
        recent.replaceAll(former -> former.isSameAs(alarm) ? alarm : former);
        tell(alarm);
    }

    private void tell(DetectorAlarm alarm) {
        if (tells && !announced.covers(alarm)) {
            unannounced.add(alarm);
            logAlarm(alarm, alarm.cleared() == null ? "raised" : "cleared");
        }
    }

    private static void logAlarm(DetectorAlarm alarm, String what) {
        log.warn("detector {}: {} alarm {}: {}", alarm.detector(), alarm.observable(), what, alarm.reason());
    }

    @Override
    public void changed(DetectorState state) {
        // The states are asked for when they are shown.
    }
}
