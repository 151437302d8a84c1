package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How soon faults are found, in windows, at one false alarm in 100,000 windows of a detector: medians over seeded
 * trials, 1,500 events a window of a detector, after 300 healthy windows. How soon a gain is found depends on how wide
 * the spectrum is.
 */
@Execution(ExecutionMode.CONCURRENT)
class DetectionDelayTest {

    private static final int TRIALS = 200;
    private static final int EVENTS = 1500;
    private static final int HEALTHY = 300;
    private static final int BETWEEN = 10;
    private static final int LONGEST = 400;

    /** As wide as that of the muons from Z bosons in CMS's open data: the energies' logarithms spread by 0.6. */
    private static final ToDoubleFunction<Random> MUONS = random -> 50 * Math.exp(0.6 * random.nextGaussian());

    /** That of the synthetic source: a power law over three decades. */
    private static final ToDoubleFunction<Random> POWER_LAW =
            random -> 0.5 + 20 * (1 / Math.sqrt(1 - random.nextDouble()) - 1);

    @ParameterizedTest
    @ValueSource(ints = {20, 3})
    void findsWhatAShiftCrewWouldFind(int detectors) {
        Farm farm = new Farm(detectors, EVENTS, MUONS, 1);
        int small = detectors == 3 ? 40 : 25; // the median of three is a poor one

        assertThat(delay(farm, farm.rate(0), detectors)).as("dead").isEqualTo(1);
        assertThat(delay(farm, farm.rate(2), detectors)).as("doubled").isEqualTo(1);
        assertThat(delay(farm, farm.rate(1.2), detectors)).as("rate +20 %").isLessThanOrEqualTo(2);
        assertThat(delay(farm, farm.rate(0.8), detectors)).as("rate -20 %").isLessThanOrEqualTo(2);
        assertThat(delay(farm, farm.rate(1.1), detectors)).as("rate +10 %").isLessThanOrEqualTo(6);
        assertThat(delay(farm, farm.gain(0.95), detectors)).as("gain -5 %").isLessThanOrEqualTo(8);
        assertThat(delay(farm, farm.gain(1.02), detectors)).as("gain +2 %").isLessThanOrEqualTo(small);
        assertThat(delay(farm, farm.gain(0.98), detectors)).as("gain -2 %").isLessThanOrEqualTo(small);
    }

    @Test
    void findsGainsLaterInASpectrumOverThreeDecades() {
        Farm farm = new Farm(20, EVENTS, POWER_LAW, 2);

        assertThat(delay(farm, farm.gain(0.95), 20)).as("gain -5 %").isLessThanOrEqualTo(15);
        assertThat(delay(farm, farm.gain(0.98), 20)).as("gain -2 %").isLessThanOrEqualTo(120);
    }

    /** Ten times as many are allowed here, so that there are some to count. */
    @ParameterizedTest
    @ValueSource(ints = {20, 3})
    void raisesAsManyFalseAlarmsAsAllowed(int detectors) {
        Farm farm = new Farm(detectors, EVENTS, MUONS, 3);
        Recorder recorder = new Recorder();
        for (int run = 0; run < 100; run++) {
            DetectorWatch watch = new DetectorWatch(new WatchConfiguration(true, 100, 20), recorder);
            Farm another = farm.again(1000 + run);
            for (int i = 0; i < 200_000 / 100 / detectors; i++) {
                watch.add(another.next());
            }
        }

        assertThat(recorder.raised).hasSizeLessThan(40);
    }

    /** The median number of windows until a fault is found, in one detector after the other. */
    private static int delay(Farm farm, Farm.Fault fault, int detectors) {
        Recorder recorder = new Recorder();
        DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);
        for (int i = 0; i < HEALTHY; i++) {
            watch.add(farm.next());
        }
        int[] delays = new int[TRIALS];
        for (int trial = 0; trial < TRIALS; trial++) {
            int detector = trial % detectors;
            delays[trial] = delay(farm, fault, detector, watch, recorder);
            for (int i = 0; i < BETWEEN || !watch.standing().isEmpty(); i++) {
                watch.add(farm.next());
            }
        }
        Arrays.sort(delays);
        return delays[TRIALS / 2];
    }

    private static int delay(Farm farm, Farm.Fault fault, int detector, DetectorWatch watch, Recorder recorder) {
        recorder.raised.clear();
        watch.add(farm.next(fault, detector)); // each waits for its neighbour
        for (int windows = 1; windows < LONGEST; windows++) {
            watch.add(farm.next(fault, detector));
            if (recorder.raised.stream().anyMatch(alarm -> alarm.detector().equals(Farm.name(detector)))) {
                return windows;
            }
        }
        return LONGEST;
    }
}
