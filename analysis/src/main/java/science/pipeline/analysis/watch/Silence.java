package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether a detector is silent, by what the others count meanwhile: long before its usual rate is known to a per cent
 * it may be known that it does not usually pause so long. Of n events that came while the others had N, none comes
 * while they have T more with a chance of {@code (N / (N + T))^(n + 1/2)} (a Poisson process whose rate is known by so
 * much: the negative binomial distribution).
 */
final class Silence {

    private double events;
    private double others;

    /** Events of the others since the last window in which it had some, and the longest time that was. */
    private double silentFor;

    private double longest;
    private long since;

    void save(DataOutput out) throws IOException {
        out.writeDouble(events);
        out.writeDouble(others);
        out.writeDouble(silentFor);
        out.writeDouble(longest);
        out.writeLong(since);
    }

    static Silence load(DataInput in) throws IOException {
        Silence saved = new Silence();
        saved.events = in.readDouble();
        saved.others = in.readDouble();
        saved.silentFor = in.readDouble();
        saved.longest = in.readDouble();
        saved.since = in.readLong();
        return saved;
    }

    /** Takes a window that has been judged. */
    void add(long window, long own, long all) {
        if (own == 0) {
            since = silentFor == 0 ? window : since;
            silentFor += all;
            return;
        }
        if (events > 0) {
            longest = Math.max(longest, silentFor);
            others += silentFor;
        }
        silentFor = 0;
        events += own;
        others += all - own;
    }

    /** The same as it would be with one more window. */
    Silence with(long window, long own, long all) {
        Silence next = new Silence();
        next.events = events;
        next.others = others;
        next.silentFor = silentFor;
        next.longest = longest;
        next.since = since;
        next.add(window, own, all);
        return next;
    }

    /** Start of the first silent window. */
    long since() {
        return since;
    }

    /** How many events would have been usual meanwhile. */
    double missing() {
        return others == 0 ? 0 : events * silentFor / others;
    }

    /** How many events it had before. */
    double events() {
        return events;
    }

    /** Whether the silence is rarer than this, and twice as long as any before. */
    boolean isImprobable(double chance) {
        if (silentFor == 0 || others == 0 || silentFor <= 2 * longest) {
            return false;
        }
        double logOfChance = (events + 0.5) * StrictMath.log(others / (others + silentFor));
        return logOfChance < StrictMath.log(chance);
    }
}
