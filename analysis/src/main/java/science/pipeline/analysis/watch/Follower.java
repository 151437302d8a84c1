package science.pipeline.analysis.watch;

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
        CLEARED
    }

    /** @param trust for how many windows of this detector the spread of all detectors counts */
    Follower(Baseline baseline, Limits limits, int trust) {
        this.baseline = baseline;
        this.charts = new Charts(limits);
        this.trust = trust;
    }

    /** Judges the window that starts then by those before it. */
    News judge(Measurement measured, long window, Comparison others) {
        Charts.Deviate deviate = new Charts.Deviate(
                window, baseline.deviate(measured, others, trust), measured.value() - baseline.mean());
        if (excursion != null) {
            return excursion.isOver(deviate.normal()) ? clear() : News.NONE;
        }
        Charts.Chart chart = charts.add(deviate);
        nearest = chart;
        if (chart.share() >= 1) {
            excursion = new Excursion(chart.meanDeviate());
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
