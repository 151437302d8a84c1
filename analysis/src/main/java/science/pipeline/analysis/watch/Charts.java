package science.pipeline.analysis.watch;

/**
 * The control charts of one observable of one detector, fed with standard normal deviates while all is well: the single
 * window, an exponentially weighted moving average, and a cumulative sum to each side.
 */
final class Charts {

    /** Of the newest window in the moving average: for slow drifts, of less than one standard deviation. */
    static final double WEIGHT = 0.05;

    /** What the cumulative sums forgive each window: half of the step that they find soonest. */
    static final double REFERENCE = 0.75;

    private static final double AVERAGE_DEVIATION = StrictMath.sqrt(WEIGHT / (2 - WEIGHT));

    private final Limits limits;
    private final Chart deviation = new Chart("deviation");
    private final Chart average = new Chart("moving average");
    private final Chart rising = new Chart("cumulative sum");
    private final Chart falling = new Chart("cumulative sum");

    /** One chart: where it stands, and what it has seen since it last spoke for a healthy detector. */
    static final class Chart {
        final String name;
        private double level;
        private double share;
        private long onset;
        private int windows;
        private double sum;

        Chart(String name) {
            this.name = name;
        }

        /** Where it stands, over its limit: an alarm from 1 on. */
        double share() {
            return share;
        }

        /** Start of the window in which what it sees began. */
        long onset() {
            return onset;
        }

        /** The mean deviate since then. */
        double mean() {
            return sum / windows;
        }

        private void stand(double newLevel, double limit, boolean begins, double deviate, long window) {
            level = newLevel;
            share = Math.abs(newLevel) / limit;
            if (begins) {
                onset = window;
                windows = 0;
                sum = 0;
            }
            windows++;
            sum += deviate;
        }
    }

    Charts(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes the deviate of the window that starts then.
     *
     * @return the chart that is nearest to its limit, or furthest beyond
     */
    Chart add(double deviate, long window) {
        deviation.stand(deviate, limits.deviation(), true, deviate, window);
        double newAverage = (1 - WEIGHT) * average.level + WEIGHT * deviate;
        // A change began when the average last crossed zero (T. Nishina, J. Quality Technology 24 (1992) 1).
        boolean crosses = newAverage * average.level <= 0;
        average.stand(newAverage, limits.average() * AVERAGE_DEVIATION, crosses, deviate, window);
        accumulate(rising, deviate, deviate, window);
        accumulate(falling, -deviate, deviate, window);
        return nearest();
    }

    private void accumulate(Chart chart, double outwards, double deviate, long window) {
        double sum = Math.max(0, chart.level + outwards - REFERENCE);
        chart.stand(sum, limits.sum(), chart.level == 0, deviate, window);
    }

    private Chart nearest() {
        Chart nearest = deviation;
        for (Chart chart : new Chart[] {average, rising, falling}) {
            nearest = chart.share > nearest.share ? chart : nearest;
        }
        return nearest;
    }

    /** Forgets what they have seen: what comes now is judged by itself. */
    void reset() {
        for (Chart chart : new Chart[] {deviation, average, rising, falling}) {
            chart.stand(0, 1, true, 0, 0);
        }
    }
}
