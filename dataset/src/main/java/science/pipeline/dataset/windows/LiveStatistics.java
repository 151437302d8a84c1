package science.pipeline.dataset.windows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.aggregate.WindowStatistics;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Workshop;
import science.pipeline.dataset.sink.Fenced;

/**
 * Publishes windows while the run goes on: once every partition has closed a window, or when a partition keeps the
 * others waiting, and then again when it comes. A pure function of the commits, run by whoever owns partition 0; what a
 * new owner finds published already is not published again. Touched by one thread.
 *
 * <p>Files of windows follow from the commits, so they are left to the system to write to disk; the final dataset
 * forces them. A note ({@link PublishedUntil}) says from where on a new owner looks, so that months of windows are not
 * read again. It is as old as a system takes to write what it was given: if the power failed, what is damaged lies
 * behind it, and is published again.
 */
public final class LiveStatistics {

    private static final Logger log = LoggerFactory.getLogger(LiveStatistics.class);

    /** A new owner looks this far back behind the slowest clock; the final dataset has all windows anyway. */
    private static final long LOOKED_BACK_MICROS = 600 * 1_000_000L;

    /** A window that has not changed for so many looks is published without those that it waits for. */
    private static final int PATIENCE_LOOKS = 5;

    /** A partition that lags by more windows finds them in the final dataset only: memory is bounded. */
    private static final int MOST_WAITING = 64;

    /** Of the windows that complete in one look, so many are summed up in the log, the rest counted. */
    private static final int MOST_TOLD = 10;

    private static final int LOOKS_BETWEEN_NOTES = 10;

    /** A note is written when so many others have come after it: 40 looks later, of a second or more each. */
    private static final int NOTES_WAITING = 4;

    private final ResultsFolder folder;
    private final StatisticsFiles files;
    private final WindowTails tails;

    /** What is to be noted, the earliest first. */
    private final Deque<PublishedUntil> notes = new ArrayDeque<>();

    private @Nullable PublishedUntil noted;
    private int looks;

    /** Held while this process runs the watch. */
    private Workshop.@Nullable Hold workshop;

    /** Those that some partition may still add to, by their start. */
    private final TreeMap<Long, Waiting> windows = new TreeMap<>();

    /**
     * Windows that start before are done with, if their file is there: what a new partition adds to them, or one whose
     * clock has gone back, the final dataset has.
     */
    private long doneBefore = Long.MIN_VALUE;

    /** What partitions have contributed to a window, in ascending order. */
    private static final class Waiting {
        final TreeMap<Integer, WindowContribution> parts = new TreeMap<>();

        /** Where these stand, or the first of them. */
        final TreeMap<Integer, WindowPlace> places = new TreeMap<>();

        int looksUnchanged;
        boolean published;

        List<WindowContribution> contributions() {
            return new ArrayList<>(parts.values());
        }
    }

    public LiveStatistics(ResultsFolder folder, StatisticsFiles files) {
        this.folder = folder;
        this.files = files;
        this.tails = new WindowTails(folder);
    }

    /**
     * Looks at the newest commits and publishes what is due. Whoever owns partition 0 is right to take the workshop: a
     * final dataset that another instance is building would be outdated, and this one builds it when it ends.
     */
    public void publish() throws IOException, Fenced {
        if (workshop == null || !workshop.stands()) {
            workshop = files.workshop().enter();
        }
        publish(workshop);
    }

    /** Another process owns partition 0, or this one ends. */
    public void leave() throws IOException {
        if (workshop != null) {
            workshop.close();
            workshop = null;
        }
    }

    private void publish(Workshop.Hold hold) throws IOException, Fenced {
        List<Commit> commits = folder.newestBooks();
        boolean begins = tails.areNew();
        tails.follow(commits);
        if (begins) {
            begin(commits);
        }
        windows.values().forEach(window -> window.looksUnchanged++);
        DayWriter days = files.days(hold);
        KeptDays kept = files.kept(commits);
        // One window after the other, so that memory does not grow with the number of those that are new.
        int complete = 0;
        for (var next = tails.earliest(); next.isPresent(); next = tails.earliest()) {
            long start = next.get().startMicros();
            Map<Integer, WindowPlace> places = tails.places();
            Map<Integer, WindowContribution> parts = tails.take(next.get());
            if (kept.keeps(start)) {
                add(start, parts, places);
            }
            complete = publishComplete(start, commits, complete, days, hold);
            giveUpTheOldest(hold);
        }
        complete = publishComplete(Long.MAX_VALUE, commits, complete, days, hold);
        days.finish();
        if (!kept.equals(KeptDays.ALL)) {
            files.forget(kept, hold);
        }
        if (complete > MOST_TOLD) {
            log.info("and {} windows more", complete - MOST_TOLD);
        }
        publishIncomplete(hold);
        note();
    }

    /** Where the one before came to, or at the first window. */
    private void begin(List<Commit> commits) throws IOException {
        doneBefore = PublishedUntil.read(folder)
                .filter(found -> tails.goOnFrom(found.places()))
                .map(PublishedUntil::doneBefore)
                .orElse(slowestClock(commits) - LOOKED_BACK_MICROS);
    }

    private void note() throws IOException {
        if (looks++ % LOOKS_BETWEEN_NOTES == 0) {
            notes.add(now());
        }
        if (notes.size() > NOTES_WAITING) {
            PublishedUntil due = notes.remove();
            if (!due.equals(noted)) {
                due.write(folder);
                noted = due;
            }
        }
    }

    /** What a new owner has to know of what is done: it reads again what waits. */
    private PublishedUntil now() {
        SortedMap<Integer, WindowPlace> places = tails.places();
        windows.values()
                .forEach(window -> window.places.forEach(
                        (partition, place) -> places.merge(partition, place, WindowPlace::earlier)));
        long until = windows.isEmpty() ? doneBefore : Math.min(doneBefore, windows.firstKey());
        return new PublishedUntil(places, until);
    }

    /**
     * Publishes windows up to this start that no partition can add to any more.
     *
     * @param before how many were published in this look
     * @return the same with these
     */
    private int publishComplete(long upTo, List<Commit> commits, int before, DayWriter days, Workshop.Hold hold)
            throws IOException, Fenced {
        int complete = before;
        while (!windows.isEmpty() && windows.firstKey() <= upTo) {
            List<WindowContribution> contributions =
                    windows.firstEntry().getValue().contributions();
            if (!files.isPassed(contributions.get(0), commits)) {
                break;
            }
            WindowStatistics written;
            if (files.isDayPassed(contributions.get(0), commits)) {
                written = files.write(contributions, days);
            } else {
                days.finish(); // windows are told in their order
                written = files.write(contributions, true, hold);
            }
            doneWith(windows.firstKey());
            if (++complete <= MOST_TOLD) {
                log.info("{}", Sentence.of(written));
            }
        }
        return complete;
    }

    /**
     * Those that have waited longest; of as many, the earliest. A partition far ahead takes nobody's place for long.
     */
    private void giveUpTheOldest(Workshop.Hold hold) throws IOException, Fenced {
        while (windows.size() > MOST_WAITING) {
            Map.Entry<Long, Waiting> oldest = windows.entrySet().stream()
                    .max(Comparator.comparingInt(window -> window.getValue().looksUnchanged))
                    .orElseThrow();
            files.write(oldest.getValue().contributions(), false, hold);
            doneWith(oldest.getKey());
        }
    }

    private void doneWith(long start) {
        windows.remove(start);
        doneBefore = Math.max(doneBefore, start + 1);
    }

    /** Publishes windows that have waited long enough. */
    private void publishIncomplete(Workshop.Hold hold) throws IOException, Fenced {
        for (Waiting window : windows.values()) {
            if (!window.published && window.looksUnchanged >= PATIENCE_LOOKS) {
                files.write(window.contributions(), false, hold);
                window.published = true;
            }
        }
    }

    private static long slowestClock(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> commit.clockMicros() != null)
                .mapToLong(Commit::clockMicros)
                .min()
                .orElse(Long.MIN_VALUE + LOOKED_BACK_MICROS);
    }

    private void add(long start, Map<Integer, WindowContribution> parts, Map<Integer, WindowPlace> places)
            throws IOException {
        if (start >= doneBefore || !files.isPublished(start)) {
            Waiting window = windows.computeIfAbsent(start, absent -> new Waiting());
            parts.forEach((partition, part) -> {
                window.parts.merge(
                        partition, part, (former, further) -> WindowContribution.sum(List.of(former, further)));
                window.places.merge(partition, places.get(partition), WindowPlace::earlier);
            });
            window.looksUnchanged = 0;
            window.published = false;
        }
    }
}
