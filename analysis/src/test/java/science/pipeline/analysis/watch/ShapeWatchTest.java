package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.watch.Cables.Fault;

@Execution(ExecutionMode.CONCURRENT)
class ShapeWatchTest {

    /** What is learnt from, and the first one, which may be partly filled. */
    private static final int LEARNT = 27;

    private static final Map<Fault, String> FOUND_IN = Map.of(
            Fault.SATURATION, "energy_gev",
            Fault.COMB, "grid of digits",
            Fault.WRONG_TYPES, "particle type",
            Fault.SWAPPED_CABLES, "azimuth angle",
            Fault.DISTORTED_DIRECTION, "polar angle",
            Fault.DUPLICATES, "flagged events");

    private final Recorder recorder = new Recorder();
    private final DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);

    @ParameterizedTest
    @CsvSource({
        "SATURATION, 1, DET_001",
        "COMB, 2, DET_001",
        "WRONG_TYPES, 3, DET_001",
        "SWAPPED_CABLES, 4, DET_001",
        "SWAPPED_CABLES, 4, DET_002",
        "DISTORTED_DIRECTION, 5, DET_001",
        "DUPLICATES, 6, DET_001"
    })
    void findsAFaultOfShapeWithinTwoWindowsAndThatItIsOver(Fault fault, long seed, String detector) {
        Cables cables = new Cables(watch::add, 150, seed);
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(2, fault, 0);
        cables.windows(4, Fault.NONE, 0);
        cables.end();

        assertThat(recorder.raised)
                .filteredOn(alarm -> alarm.detector().equals(detector))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.observable()).isEqualTo("shape");
                    assertThat(alarm.chart()).isEqualTo(FOUND_IN.get(fault));
                    assertThat(alarm.raised()).isBetween(Cables.time(LEARNT), Cables.time(LEARNT + 1));
                    assertThat(alarm.reason())
                            .startsWith(alarm.chart() + " since ")
                            .contains(" instead of ", "1 in 10^");
                });
        assertThat(recorder.raised)
                .extracting(DetectorAlarm::detector)
                .isSubsetOf("DET_001", fault == Fault.SWAPPED_CABLES ? "DET_002" : "DET_001");
        assertThat(recorder.cleared).hasSameSizeAs(recorder.raised);
        assertThat(watch.standing()).isEmpty();
    }

    @Test
    void swappedCablesStayAnAlarmForAsLongAsTheyAreSwapped() {
        Cables cables = new Cables(watch::add, 60, 7);
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(100, Fault.SWAPPED_CABLES, 0);
        cables.windows(7, Fault.SWAPPED_CABLES, 0); // the last of them are open

        assertThat(watch.standing()).extracting(DetectorAlarm::detector).containsExactly("DET_001", "DET_002");
        assertThat(recorder.cleared).isEmpty();
        assertThat(watch.states())
                .filteredOn(state -> state.state() == Health.BAD)
                .extracting(DetectorState::detector)
                .containsExactly("DET_001", "DET_002");
    }

    /** Two events a window say nothing; several windows together do. */
    @Test
    void findsAFaultOfADetectorThatCountsLittle() {
        Cables cables = new Cables(watch::add, 2, 10);
        cables.windows(270, Fault.NONE, 0);
        cables.windows(40, Fault.SWAPPED_CABLES, 3);
        cables.end();

        assertThat(recorder.raised).extracting(DetectorAlarm::detector).containsExactlyInAnyOrder("DET_004", "DET_005");
        assertThat(recorder.raised.get(0).observable()).isEqualTo("shape");
    }

    @Test
    void whatHappensToTheShapesOfAllIsNoFaultOfOne() {
        Cables cables = new Cables(watch::add, 150, 8);
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(10, Fault.WRONG_TYPES, Cables.ALL);
        cables.end();

        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void goesOnFromWhatWasSavedAsIfNothingHadHappened() {
        Recorder restarted = new Recorder();
        DetectorWatch[] other = {new DetectorWatch(WatchConfiguration.defaults(), restarted)};
        Cables cables = new Cables(
                window -> {
                    watch.add(window);
                    other[0].add(window);
                    other[0] = restarted(other[0], restarted);
                },
                60,
                9);
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(3, Fault.SWAPPED_CABLES, 2);
        cables.windows(2, Fault.WRONG_TYPES, 4);
        cables.end();

        assertThat(recorder.raised).isNotEmpty().isEqualTo(restarted.raised);
        assertThat(recorder.cleared).isEqualTo(restarted.cleared);
        assertThat(recorder.changes).isEqualTo(restarted.changes);
    }

    private static DetectorWatch restarted(DetectorWatch watch, Recorder listener) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            watch.save(new DataOutputStream(bytes));
            return DetectorWatch.load(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                            WatchConfiguration.defaults(),
                            listener)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values of the distribution as tables have them; far out as its first terms do. */
    @ParameterizedTest
    @CsvSource({
        "3.841459, 1, 0.05",
        "6.634897, 1, 0.01",
        "5.991465, 2, 0.05",
        "18.307038, 10, 0.05",
        "24.995790, 15, 0.05",
        "45.314747, 20, 0.001",
        "42.0, 1, 9.1e-11",
        "38.0, 1, 7.1e-10"
    })
    void knowsTheTailOfChiSquare(double x, int degrees, double chance) {
        assertThat(Math.exp(ChiSquare.logOfTail(x, degrees))).isCloseTo(chance, within(0.01 * chance));
        assertThat(ChiSquare.logOfTail(0, degrees)).isZero();
        assertThat(ChiSquare.logOfTail(1e6, degrees)).isLessThan(-499_000);
    }
}
