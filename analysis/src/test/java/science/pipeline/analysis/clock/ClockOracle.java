package science.pipeline.analysis.clock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rule of {@link EventClock}, word for word: keeps every step, and looks at all of them for each record. */
public final class ClockOracle {

    private final long lateness;
    private final long ahead;
    private int seen;
    private Stream present = new Stream();
    private Stream contender = new Stream();
    private int votes;
    private int confirmed;
    private long horizon = Long.MIN_VALUE;

    private static final class Stream {
        Long now;
        List<Long> steps = new ArrayList<>();

        /** How many of them there were before the last long one. */
        int before;

        /** How many steps there were when its pace was declared known; 16 unless the clock moved there before. */
        int beginning = 16;

        boolean isKnown() {
            return steps.size() >= beginning;
        }

        long longest() {
            List<Long> first = new ArrayList<>(steps.subList(0, Math.min(beginning, steps.size())));
            Collections.sort(first, Collections.reverseOrder());
            long longest = first.isEmpty() ? 0 : first.get(first.size() == 16 ? 1 : 0);
            for (long step : steps.subList(first.size(), steps.size())) {
                longest = Math.max(step, longest - longest / 65_536);
            }
            return longest;
        }

        void follow(long micros, long ahead) {
            if (micros > now) {
                if (micros > now + ahead) {
                    before = steps.size();
                }
                steps.add(micros - now);
                now = micros;
            }
        }
    }

    public ClockOracle(long lateness, long window) {
        this.lateness = lateness;
        this.ahead = Math.max(60_000_000, Math.max(lateness, window));
    }

    /** Whether it is in time; moves on. */
    public boolean judge(long micros) {
        seen++;
        if (present.now == null) {
            present.now = micros;
        }
        boolean isSimplyNext = seen < 256 && !present.isKnown() && micros > present.now;
        if (isIn(present, micros) || isSimplyNext) {
            votes = Math.max(0, votes - 1);
            confirmed = micros > present.now + ahead ? 0 : confirmed + 1;
            present.follow(micros, ahead);
            horizon = Math.max(horizon, present.now - lateness);
            return micros >= horizon;
        }
        if (votes > 0 && (isIn(contender, micros) || contender.steps.isEmpty() && micros > contender.now)) {
            votes++;
            contender.follow(micros, ahead);
        } else if (votes > 1) {
            votes--;
        } else {
            votes = 1;
            contender = new Stream();
            contender.now = micros;
        }
        if (votes == 50 || contender.now < present.now && votes >= confirmed + 2) {
            move();
            return true;
        }
        return false;
    }

    private void move() {
        long gap = contender.now - present.now;
        confirmed = 50;
        if (votes < 50) {
            present.steps = new ArrayList<>(present.steps.subList(0, present.before));
            present.now = contender.now;
            horizon = contender.now - lateness;
            votes = 0;
            return;
        }
        if (gap > 0 && contender.steps.isEmpty()) {
            contender.steps.addAll(present.steps);
            contender.beginning = present.beginning;
        }
        contender.beginning = Math.min(contender.beginning, contender.steps.size());
        if (gap > 0) {
            contender.steps.add(gap / 4);
        }
        horizon = gap < 0 ? contender.now - lateness : Math.max(horizon, contender.now - lateness);
        present = contender;
        contender = new Stream();
        votes = 0;
    }

    private boolean isIn(Stream stream, long micros) {
        return micros >= stream.now - lateness && micros <= stream.now + Math.max(ahead, 8 * stream.longest());
    }

    /** Where it stands; null before the first record. */
    public Long now() {
        return present.now;
    }

    public long horizon() {
        return horizon;
    }
}
