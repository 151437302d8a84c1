package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.Cables.Fault;
import science.pipeline.event.EventTime;

/** An alarm stands until a person says that what raised it is normal. */
class RelearningTest {

    /** What is learnt from, the first one, and those that are open. */
    private static final int LEARNT = 35;

    private final Recorder recorder = new Recorder();
    private DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);

    private static Relearning ofFirst(long since) {
        return new Relearning("DET_001", since, "Ada");
    }

    private static long start(int window) {
        return Events.START + window * 10 * Events.SECOND;
    }

    @Test
    void swappedCablesAreNoAlarmOnceAPersonSaysThatTheyAreNormal() {
        Cables cables = new Cables(window -> watch.add(window), 60, 7);
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(20, Fault.SWAPPED_CABLES, 0);
        assertThat(watch.standing()).extracting(DetectorAlarm::detector).containsExactly("DET_001", "DET_002");

        cables.forget(0);
        cables.forget(1);
        watch.relearn(List.of(ofFirst(start(LEARNT + 20)), new Relearning("DET_002", 0, "Grace")));
        cables.windows(2 * LEARNT, Fault.SWAPPED_CABLES, 0);

        assertThat(watch.standing()).isEmpty();
        assertThat(recorder.raised).hasSize(2);
        assertThat(recorder.cleared)
                .filteredOn(alarm -> alarm.detector().equals("DET_001"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.cleared()).isEqualTo(Cables.time(LEARNT + 20));
                    assertThat(alarm.reason()).endsWith("; the new normal, says Ada");
                });
        assertThat(watch.states()).allMatch(state -> state.state() == Health.GOOD);

        cables.windows(10, Fault.NONE, 0);
        assertThat(watch.standing()).extracting(DetectorAlarm::detector).containsExactly("DET_001", "DET_002");
    }

    @Test
    void anotherRateIsLearntFromTheWindowOnInWhichItIsNormal() {
        Farm farm = new Farm(8, 400, random -> Math.exp(random.nextGaussian()), 3);
        for (int i = 0; i < LEARNT; i++) {
            watch.add(farm.next());
        }
        WindowContribution last = farm.next(farm.rate(0.5));
        watch.add(last);
        watch.add(farm.next(farm.rate(0.5)));
        watch.add(farm.next(farm.rate(0.5)));
        assertThat(watch.standing()).extracting(DetectorAlarm::observable).containsExactly("rate");

        WindowContribution first = farm.next(farm.rate(0.5));
        watch.relearn(List.of(ofFirst(first.startMicros() - 1)));
        watch.add(first);
        for (int i = 0; i < 100; i++) {
            watch.add(farm.next(farm.rate(0.5)));
        }

        assertThat(watch.standing()).isEmpty();
        assertThat(recorder.raised).hasSize(1);
        assertThat(recorder.cleared.get(0).cleared()).isEqualTo(EventTime.format(first.startMicros()));
        assertThat(recorder.changes)
                .filteredOn(state -> state.detector().equals("DET_001"))
                .filteredOn(state -> state.from().compareTo(EventTime.format(first.startMicros())) >= 0)
                .extracting(DetectorState::state)
                .startsWith(Health.UNKNOWN, Health.GOOD);
    }

    @Test
    void aDetectorThatWasTakenAwayIsNoAlarmOnceAPersonSaysSo() {
        Farm farm = new Farm(8, 400, random -> Math.exp(random.nextGaussian()), 4);
        for (int i = 0; i < LEARNT; i++) {
            watch.add(farm.next());
        }
        for (int i = 0; i < 5; i++) {
            watch.add(farm.next(farm.rate(0)));
        }
        assertThat(watch.standing()).hasSize(1);

        watch.relearn(List.of(ofFirst(0)));
        for (int i = 0; i < LEARNT; i++) {
            watch.add(farm.next(farm.rate(0)));
        }

        assertThat(watch.standing()).isEmpty();
        assertThat(watch.silent(List.of())).isEmpty();
        assertThat(recorder.raised).hasSize(1);
    }

    @Test
    void whatWasSavedKnowsWhichRelearningHasBegun() {
        Recorder other = new Recorder();
        DetectorWatch[] restarted = {new DetectorWatch(WatchConfiguration.defaults(), other)};
        Cables cables = new Cables(
                window -> {
                    watch.add(window);
                    restarted[0].add(window);
                    restarted[0] = restarted(restarted[0], other);
                    restarted[0].relearn(List.of(ofFirst(start(LEARNT + 4))));
                },
                60,
                9);
        watch.relearn(List.of(ofFirst(start(LEARNT + 4))));
        cables.windows(LEARNT, Fault.NONE, 0);
        cables.windows(2 * LEARNT, Fault.SWAPPED_CABLES, 0);

        assertThat(other.raised).isEqualTo(recorder.raised).isNotEmpty();
        assertThat(other.cleared).isEqualTo(recorder.cleared).isNotEmpty();
        assertThat(other.changes).isEqualTo(recorder.changes);
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
}
