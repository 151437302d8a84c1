package science.pipeline.analysis.watch;

import science.pipeline.analysis.InvalidSetting;

/**
 * How detectors are watched.
 *
 * @param enabled whether they are
 * @param falseAlarmsPerMillion how many alarms a million windows of healthy detectors may raise: above 0, at most
 *     10,000. Twenty detectors and windows of 10 s make 172,800 a day
 * @param minimumWindows how many windows a detector's usual behaviour is learnt from before it is judged: 8 to 1000
 */
public record WatchConfiguration(boolean enabled, double falseAlarmsPerMillion, int minimumWindows) {

    private static final int FEWEST_WINDOWS = 8;
    private static final int MOST_WINDOWS = 1000;

    /** @throws InvalidSetting if a number is out of its range */
    public WatchConfiguration {
        if (!(falseAlarmsPerMillion > 0 && falseAlarmsPerMillion <= 10_000)) {
            throw new InvalidSetting(
                    "detection.watch.false-alarms-per-million",
                    Double.toString(falseAlarmsPerMillion),
                    "above 0, at most 10000");
        }
        if (minimumWindows < FEWEST_WINDOWS || minimumWindows > MOST_WINDOWS) {
            throw new InvalidSetting(
                    "detection.watch.minimum-windows",
                    Integer.toString(minimumWindows),
                    FEWEST_WINDOWS + " to " + MOST_WINDOWS + " windows");
        }
    }

    public static WatchConfiguration defaults() {
        return new WatchConfiguration(true, 10, 20);
    }
}
