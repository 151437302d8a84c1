package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How soon faults are found, in windows, at one false alarm in 100,000 windows of a detector: medians over seeded
 * trials, 1,500 events a window of a detector. How soon a gain is found depends on how wide the spectrum is.
 */
class DetectionDelayTest {

    private static final int TRIALS = 200;
    private static final int EVENTS = 1500;
    private static final int LONGEST = 300;

    /** As wide as that of the muons from Z bosons in CMS's open data: the energies' logarithms spread by 0.6. */
    private static final ToDoubleFunction<Random> MUONS = random -> 50 * Math.exp(0.6 * random.nextGaussian());

    /** That of the synthetic source: a power law over three decades. */
    private static final ToDoubleFunction<Random> POWER_LAW =
            random -> 0.5 + 20 * (1 / Math.sqrt(1 - random.nextDouble()) - 1);

    @ParameterizedTest
    @ValueSource(ints = {20, 3})
    void findsWhatAShiftCrewWouldFind(int detectors) {
        Farm farm = new Farm(detectors, EVENTS, MUONS, 1);
        System.out.println("MUONS "+detectors);
        assertThat(delay(farm, farm.rate(0))).as("dead").isEqualTo(1);
        assertThat(delay(farm, farm.rate(2))).as("doubled").isEqualTo(1);
        assertThat(delay(farm, farm.rate(1.2))).as("rate +20 %").isLessThanOrEqualTo(2);
        assertThat(delay(farm, farm.rate(0.8))).as("rate -20 %").isLessThanOrEqualTo(2);
        assertThat(delay(farm, farm.rate(1.1))).as("rate +10 %").isLessThanOrEqualTo(6);
        assertThat(delay(farm, scaled(MUONS, 0.95))).as("gain -5 %").isLessThanOrEqualTo(8);
        assertThat(delay(farm, scaled(MUONS, 1.02))).as("gain +2 %").isLessThanOrEqualTo(25);
        assertThat(delay(farm, scaled(MUONS, 0.98))).as("gain -2 %").isLessThanOrEqualTo(25);
    }

    @Test
    void findsGainsLaterInASpectrumOverThreeDecades() {
        System.out.println("POWER");
        Farm farm = new Farm(20, EVENTS, POWER_LAW, 2);

        assertThat(delay(farm, scaled(POWER_LAW, 0.95))).as("gain -5 %").isLessThanOrEqualTo(15);
        assertThat(delay(farm, scaled(POWER_LAW, 1.02))).as("gain +2 %").isLessThanOrEqualTo(90);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 3})
    void raisesFewFalseAlarms(int detectors) {
        Farm farm = new Farm(detectors, EVENTS, MUONS, 3);
        for (double rate : new double[] {10, 100}) {
            int windows = 400_000 / detectors;
            Recorder recorder = new Recorder();
            int alarms = 0;
            for (int start = 0; start < windows; start += 300) {
                DetectorWatch watch = new DetectorWatch(new WatchConfiguration(true, rate, 20), recorder);
                Farm run = farm.again(1000 + start);
                for (int i = 0; i < 300; i++) {
                    watch.add(run.next());
                }
            }
            System.out.println("FALSE " + detectors + " rate " + rate + " " + recorder.raised.size()+" warnings "+recorder.changes.stream().filter(s->s.state()==Health.WARNING).count()+" cleared "+recorder.cleared.size());
            java.util.Map<String,Long> by = recorder.raised.stream().collect(java.util.stream.Collectors.groupingBy(a->a.observable()+" "+a.chart()+" learnt "+(a.windowsLearnt()/100*100), java.util.TreeMap::new, java.util.stream.Collectors.counting()));
            System.out.println("FALSE " + by);
        }
    }

    private static Farm.Fault scaled(ToDoubleFunction<Random> energies, double gain) {
        return Farm.energies(random -> gain * energies.applyAsDouble(random));
    }

    private static int delay(Farm farm, Farm.Fault faulty) {
        int[] delays = new int[TRIALS];
        for (int trial = 0; trial < TRIALS; trial++) {
            delays[trial] = delay(farm.again(trial), faulty, 100);
        }
        Arrays.sort(delays);
        System.out.println("  median " + delays[TRIALS / 2] + " 90% " + delays[TRIALS * 9 / 10]);
        return delays[TRIALS / 2];
    }

    private static int delay(Farm farm, Farm.Fault faulty, int healthyWindows) {
        Recorder recorder = new Recorder();
        DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);
        for (int i = 0; i < healthyWindows + 1; i++) {
            watch.add(farm.next());
        }
        for (int windows = 1; windows < LONGEST; windows++) {
            watch.add(farm.next(faulty)); // the last one waits for its neighbour
            long right = recorder.raised.stream()
                    .filter(alarm -> alarm.detector().equals(Farm.name(0)))
                    .count();
            if (right > 0) {
                return windows - 1;
            }
        }
        return LONGEST;
    }
}
