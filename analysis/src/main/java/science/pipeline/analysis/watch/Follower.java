package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.watch.Baseline.Measurement;

/** Follows one observable of one detector, once its baseline is known. */
final class Follower {

    /** A chart this near to its limit is suspicious: nothing is learnt from such windows. */
    private static final double SUSPICIOUS = 2.0 / 3;

    private final Baseline baseline;
    private final Charts charts;
    private final int trust;
    private Charts.@Nullable Chart nearest;
    private @Nullable Excursion excursion;

    /** What a window has changed. */
    enum News {
        NONE,
        RAISED,
        /** The excursion that stands has another size. */
        RESIZED,
        CLEARED
    }

    /** @param trust for how many windows of this detector the spread of all detectors counts */
    Follower(Baseline baseline, Limits limits, int trust) {
        this.baseline = baseline;
        this.charts = new Charts(limits);
        this.trust = trust;
    }

    /** As it was saved. */
    Follower(DataInput in, Limits limits, int trust) throws IOException {
        this(new Baseline(in), limits, trust);
        nearest = charts.load(in);
        excursion = in.readBoolean() ? new Excursion(in) : null;
    }

    void save(DataOutput out) throws IOException {
        baseline.save(out);
        charts.save(nearest, out);
        out.writeBoolean(excursion != null);
        if (excursion != null) {
            excursion.save(out);
        }
    }

    /** Judges the window that starts then by those before it. */
    News judge(Measurement measured, long window, Comparison others) {
        Charts.Deviate deviate = new Charts.Deviate(
                window, baseline.deviate(measured, others, trust), measured.value() - baseline.mean());
        if (excursion != null) {
            if (excursion.isOver(deviate)) {
                return clear();
            }
            return excursion.isResized() ? News.RESIZED : News.NONE;
        }
        Charts.Chart chart = charts.add(deviate);
        nearest = chart;
        if (chart.share() >= 1) {
            excursion = new Excursion(chart.meanDeviate(), chart.meanValue());
            return News.RAISED;
        }
        if (chart.share() < SUSPICIOUS) {
            baseline.learn(measured);
        }
        return News.NONE;
    }

    private News clear() {
        excursion = null;
        nearest = null;
        charts.reset();
        return News.CLEARED;
    }

    /** The excursion that stands; null if all is well. */
    @Nullable Excursion excursion() {
        return excursion;
    }

    Baseline baseline() {
        return baseline;
    }

    /** The chart that is nearest to its limit, or raised the alarm; null before the first window and after an alarm. */
    Charts.@Nullable Chart nearest() {
        return nearest;
    }

    Health health() {
        if (excursion != null) {
            return Health.BAD;
        }
        return nearest != null && nearest.share() >= SUSPICIOUS ? Health.WARNING : Health.GOOD;
    }
}
