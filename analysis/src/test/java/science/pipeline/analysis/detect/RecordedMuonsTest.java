package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import science.pipeline.event.ParticleEvent;

/** The mass shell on real muons, over four partitions keyed by detector, as the pipeline replays them. */
class RecordedMuonsTest {

    static final List<String> FILES = RecordedMuons.FILES;

    private static final DetectionConfiguration DEFAULTS = DetectionConfiguration.defaults();

    @ParameterizedTest
    @FieldSource("FILES")
    void noRealMuonIsFlaggedByTheMassShell(String file) {
        List<Stream.Found> found = Stream.detectInFourPartitions(DEFAULTS, RecordedMuons.read(file));

        assertThat(found).noneMatch(muon -> muon.flaggedBy("mass_shell"));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void everyMuonIsFlaggedWhenAllEnergiesAreTenPercentTooHigh(String file) {
        List<ParticleEvent> raised = RecordedMuons.read(file).stream()
                .map(muon -> RecordedMuons.withEnergy(muon, muon.energyGev() * 1.1))
                .toList();

        assertThat(Stream.detectInFourPartitions(DEFAULTS, raised)).allMatch(muon -> muon.flaggedBy("mass_shell"));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void everyMuonIsFlaggedWhenTheRaisedEnergiesKeepAllTheirDigits(String file) {
        List<ParticleEvent> raised = RecordedMuons.read(file).stream()
                .map(muon -> new ParticleEvent(
                        muon.eventId(),
                        muon.timestampMicros(),
                        muon.particleType(),
                        muon.energyGev() * 1.1,
                        muon.momentumXGev(),
                        muon.momentumYGev(),
                        muon.momentumZGev(),
                        muon.detectorId(),
                        false))
                .toList();

        assertThat(Stream.detectInFourPartitions(DEFAULTS, raised)).allMatch(muon -> muon.flaggedBy("mass_shell"));
    }

    /** One energy in twenty is off by 3e-5, up or down. */
    @ParameterizedTest
    @FieldSource("FILES")
    void energyErrorsOfThreeInAHundredThousandAreFound(String file) {
        Random random = new Random(5);
        List<ParticleEvent> muons = RecordedMuons.read(file);
        List<ParticleEvent> shifted = muons.stream()
                .map(muon -> random.nextInt(20) == 0
                        ? RecordedMuons.withEnergy(
                                muon, muon.energyGev() * (random.nextBoolean() ? 1 + 3e-5 : 1 - 3e-5))
                        : muon)
                .toList();

        List<Stream.Found> found = Stream.detect(DEFAULTS, shifted);

        long wrong = 0;
        long caught = 0;
        for (int i = 0; i < found.size(); i++) {
            boolean isWrong = shifted.get(i) != muons.get(i);
            boolean isFlagged = found.get(i).flaggedBy("mass_shell");
            wrong += isWrong ? 1 : 0;
            caught += isWrong && isFlagged ? 1 : 0;
            assertThat(isFlagged && !isWrong).as("%s", found.get(i)).isFalse();
        }
        assertThat(caught).isGreaterThanOrEqualTo((long) (0.99 * wrong));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void energiesThatAreAllThreeInAHundredThousandTooHighAreFoundToo(String file) {
        List<ParticleEvent> raised = RecordedMuons.read(file).stream()
                .map(muon -> RecordedMuons.withEnergy(muon, muon.energyGev() * (1 + 3e-5)))
                .toList();

        List<Stream.Found> found = Stream.detect(DEFAULTS, raised);

        long caught =
                found.stream().filter(muon -> muon.flaggedBy("mass_shell")).count();
        // The first 16 muons only tell that the energies lie closely together, not yet how closely.
        assertThat(caught).isGreaterThanOrEqualTo((long) (0.99 * (found.size() - 16)));
    }
}
