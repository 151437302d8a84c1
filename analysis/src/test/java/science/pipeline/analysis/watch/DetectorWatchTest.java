package science.pipeline.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.aggregate.DetectorWindows.Spectrum;
import science.pipeline.analysis.aggregate.WindowContribution;

class DetectorWatchTest {

    private final Farm farm = new Farm(5, 400, random -> 20 * Math.exp(0.5 * random.nextGaussian()), 7);
    private final Recorder recorder = new Recorder();
    private final DetectorWatch watch = new DetectorWatch(WatchConfiguration.defaults(), recorder);

    @Test
    void findsASilentDetectorAndSaysSoOnce() {
        healthy(40);
        for (int i = 0; i < 30; i++) {
            watch.add(farm.next(farm.rate(0)));
        }

        assertThat(recorder.raised).hasSize(1);
        DetectorAlarm alarm = recorder.raised.get(0);
        assertThat(alarm.detector()).isEqualTo("DET_001");
        assertThat(alarm.observable()).isEqualTo("rate");
        assertThat(alarm.observed()).isZero();
        assertThat(alarm.expected()).isBetween(350.0, 450.0);
        assertThat(alarm.onset()).isEqualTo(alarm.raised());
        assertThat(alarm.reason()).startsWith("silent instead of ").contains(" since ");
        assertThat(watch.standing()).containsExactly(alarm);
        assertThat(state("DET_001")).isEqualTo(Health.BAD);
        assertThat(state("DET_002")).isEqualTo(Health.GOOD);
    }

    /** Long before the usual rate is known to a per cent. */
    @Test
    void saysThatADetectorIsSilentAsSoonAsThatIsImprobable() {
        healthy(4);
        assertThat(watch.silent(List.of(farm.next()))).isEmpty();

        List<DetectorAlarm> silent = watch.silent(List.of(farm.next(farm.rate(0))));

        assertThat(silent).hasSize(1);
        assertThat(silent.get(0).detector()).isEqualTo("DET_001");
        assertThat(silent.get(0).observable()).isEqualTo("rate");
        assertThat(silent.get(0).reason()).startsWith("silent since ");
        assertThat(silent.get(0).onset()).isEqualTo(silent.get(0).raised());
        assertThat(silent.get(0).expected()).isBetween(300.0, 500.0);
        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void whoPausesNowAndThenIsNotSilentBeyondChance() {
        for (int i = 0; i < 12; i++) {
            watch.add(i % 4 == 3 ? farm.next(farm.rate(0)) : farm.next());
        }

        assertThat(watch.silent(List.of(farm.next(farm.rate(0))))).isEmpty();
        assertThat(watch.silent(List.of(farm.next(farm.rate(0)), farm.next(farm.rate(0)), farm.next(farm.rate(0)))))
                .hasSize(1);
    }

    /** It dies within a window, which is partly filled. */
    @Test
    void anAlarmsSizeFollowsTheNewestWindows() {
        healthy(40);
        watch.add(farm.next(farm.rate(0.58)));
        for (int i = 0; i < 3; i++) {
            watch.add(farm.next(farm.rate(0)));
        }

        assertThat(recorder.raised).hasSize(1);
        assertThat(recorder.raised.get(0).change()).isBetween(-0.55, -0.3);
        assertThat(recorder.resized).hasSize(1);
        DetectorAlarm alarm = watch.standing().get(0);
        assertThat(alarm).isEqualTo(recorder.resized.get(0));
        assertThat(alarm.raised()).isEqualTo(recorder.raised.get(0).raised());
        assertThat(alarm.observed()).isZero();
        assertThat(alarm.change()).isLessThan(-0.99);
        assertThat(alarm.reason()).startsWith("silent instead of ");
        assertThat(watch.states())
                .filteredOn(one -> one.detector().equals("DET_001"))
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).startsWith("silent instead of "));
    }

    @Test
    void clearsAnAlarmByItselfAndRaisesAnotherForTheNextExcursion() {
        for (int excursion = 0; excursion < 2; excursion++) {
            healthy(40);
            for (int i = 0; i < 30; i++) {
                watch.add(farm.next(farm.rate(0.7)));
            }
        }
        healthy(10);

        assertThat(recorder.raised).hasSize(2);
        assertThat(recorder.cleared).hasSize(2);
        assertThat(recorder.cleared.get(0).raised())
                .isEqualTo(recorder.raised.get(0).raised());
        assertThat(recorder.cleared.get(0).change()).isBetween(-0.4, -0.2);
        assertThat(watch.standing()).isEmpty();
        assertThat(state("DET_001")).isEqualTo(Health.GOOD);
    }

    @Test
    void whatHappensToAllDetectorsIsNoFaultOfOne() {
        healthy(40);
        for (int i = 0; i < 30; i++) {
            Map<String, Spectrum> all = farm.healthy();
            all.replaceAll((name, spectrum) -> farm.spectrum(farm.rate(3)));
            watch.add(farm.next(all));
        }

        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void findsTheSilentOnesEvenIfTheyAreTheMost() {
        healthy(40);
        for (int i = 0; i < 5; i++) {
            Map<String, Spectrum> few = farm.healthy();
            few.keySet().removeIf(name -> name.compareTo("DET_003") > 0);
            few.remove("DET_001");
            watch.add(farm.next(few));
        }

        assertThat(recorder.raised)
                .extracting(DetectorAlarm::detector)
                .containsExactlyInAnyOrder("DET_001", "DET_004", "DET_005");
    }

    @Test
    void passesOverWindowsThatMayBePartlyFilled() {
        healthy(40);
        watch.add(farm.next(farm.rate(0))); // the last one before a pause
        farm.pause();
        watch.add(farm.next(farm.rate(0))); // the first one after it
        healthy(20);
        watch.add(farm.next(farm.rate(0))); // the last one of all

        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void aStrayEventTellsNothing() {
        healthy(40);
        for (int i = 0; i < 20; i++) {
            watch.add(farm.next(Map.of("DET_002", new Spectrum().add(20))));
        }

        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void learnsADetectorThatComesLater() {
        for (int i = 0; i < 40; i++) {
            watch.add(farm.next(farm.rate(0)));
        }
        healthy(10);
        assertThat(state("DET_001")).isEqualTo(Health.UNKNOWN);
        healthy(30);

        assertThat(state("DET_001")).isEqualTo(Health.GOOD);
        assertThat(recorder.raised).isEmpty();
    }

    @Test
    void tellsNothingOfFewerThanThreeDetectors() {
        Farm two = new Farm(2, 400, random -> 20 * Math.exp(0.5 * random.nextGaussian()), 8);
        for (int i = 0; i < 60; i++) {
            watch.add(i < 40 ? two.next() : two.next(two.rate(0)));
        }

        assertThat(recorder.raised).isEmpty();
        assertThat(watch.states()).extracting(DetectorState::state).containsOnly(Health.UNKNOWN);
        assertThat(watch.states().get(0).reason()).contains("fewer than three detectors");
    }

    @Test
    void doesNotWatchTheNamesBeyondTheCap() {
        for (int i = 0; i < 60; i++) {
            Map<String, Spectrum> spectra = farm.healthy();
            if (i < 40) {
                spectra.put("other", farm.spectrum(farm.rate(2)));
            }
            watch.add(farm.next(spectra));
        }

        assertThat(recorder.raised).isEmpty();
        assertThat(watch.states()).extracting(DetectorState::detector).doesNotContain("other");
    }

    @Test
    void aFewOddWindowsAmongTheFirstSpoilNothing() {
        for (int i = 0; i < 26; i++) {
            watch.add(i % 8 == 5 ? farm.next(farm.rate(20)) : farm.next());
        }
        healthy(10);
        for (int i = 0; i < 3; i++) {
            watch.add(farm.next(farm.rate(2)));
        }

        assertThat(recorder.raised).hasSize(1);
    }

    @Test
    void theSameWindowsGiveTheSameAlarmsAndStates() {
        Recorder again = new Recorder();
        for (Recorder one : new Recorder[] {recorder, again}) {
            Farm same = farm.again(3);
            DetectorWatch fresh = new DetectorWatch(new WatchConfiguration(true, 10_000, 10), one);
            for (int i = 0; i < 200; i++) {
                fresh.add(i % 50 < 40 ? same.next() : same.next(same.rate(1.2)));
            }
        }

        assertThat(recorder.raised).isNotEmpty().isEqualTo(again.raised);
        assertThat(recorder.changes).isEqualTo(again.changes);
    }

    /** Through learning, a drift, a silence and their ends; saved before each window. */
    @Test
    void whatIsSavedBeforeAnyWindowGoesOnAsIfNothingHadHappened() throws Exception {
        Recorder interrupted = new Recorder();
        WatchConfiguration eager = new WatchConfiguration(true, 10_000, 10);
        DetectorWatch uninterrupted = new DetectorWatch(eager, recorder);
        DetectorWatch one = new DetectorWatch(eager, interrupted);
        for (int i = 0; i < 200; i++) {
            WindowContribution window = i % 50 < 40 ? farm.next() : farm.next(farm.rate(i < 100 ? 0 : 1.2));
            one = DetectorWatch.load(saved(one), eager, interrupted).orElseThrow();
            one.add(window);
            uninterrupted.add(window);
            assertThat(one.standing()).isEqualTo(uninterrupted.standing());
            assertThat(one.silent(List.of())).isEqualTo(uninterrupted.silent(List.of()));
        }

        assertThat(recorder.cleared).isNotEmpty().isEqualTo(interrupted.cleared);
        assertThat(recorder.raised).isEqualTo(interrupted.raised);
        assertThat(recorder.resized).isEqualTo(interrupted.resized);
        assertThat(recorder.changes).isEqualTo(interrupted.changes);
        assertThat(one.states()).isEqualTo(uninterrupted.states());
    }

    @Test
    void ofAnotherConfigurationNothingIsGoneOnFrom() throws Exception {
        healthy(5);

        WatchConfiguration other = new WatchConfiguration(true, 11, 20);

        assertThat(DetectorWatch.load(saved(watch), other, recorder)).isEmpty();
        assertThat(DetectorWatch.load(saved(watch), WatchConfiguration.defaults(), recorder))
                .isPresent();
    }

    private static DataInputStream saved(DetectorWatch watch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        watch.save(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new WatchConfiguration(true, 0, 20))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("detection.watch.false-alarms-per-million");
        assertThatThrownBy(() -> new WatchConfiguration(true, 10, 2))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("detection.watch.minimum-windows");
    }

    private void healthy(int windows) {
        for (int i = 0; i < windows; i++) {
            watch.add(farm.next());
        }
    }

    private Health state(String detector) {
        return watch.states().stream()
                .filter(state -> state.detector().equals(detector))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
