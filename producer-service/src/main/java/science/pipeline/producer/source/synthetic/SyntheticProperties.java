package science.pipeline.producer.source.synthetic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import science.pipeline.producer.source.FirstInstant;

/**
 * The synthetic source, keys under {@code producer.synthetic}.
 *
 * @param seed the same seed and a fixed start give the same bytes
 * @param detectors how many detectors stand around the beam, named DET_001 and so on
 * @param anomalyRate share of events that are faulty and labelled, 0 to 0.5
 * @param decimals decimals of energies and momenta, 0 to 6
 * @param eventRate events per second of event time; without it producer.rate, or 1000 when that is 0
 * @param start instant of the first event: now, or a timestamp in UTC
 * @param spectrum the falling spectrum of momenta
 * @param resolution how exactly energies are measured; 0 and 0 = exactly
 * @param particles how often each particle type comes: weights by type
 * @param masses masses in GeV of types that the Review of Particle Physics does not know
 * @param anomalies what each kind of fault contributes to the anomaly rate: weights by kind
 */
public record SyntheticProperties(
        @DefaultValue("42") long seed,

        @DefaultValue("20")
        @Min(value = 2, message = "expected 2 to 999 detectors") @Max(value = 999, message = "expected 2 to 999 detectors") int detectors,

        @DefaultValue("0.01")
        @PositiveOrZero(message = "expected a share from 0 to 0.5") @DecimalMax(value = "0.5", message = "expected a share from 0 to 0.5") double anomalyRate,

        @DefaultValue("2")
        @Min(value = 0, message = "expected 0 to 6 decimals") @Max(value = 6, message = "expected 0 to 6 decimals") int decimals,

        @Nullable @Positive(message = "expected events per second, more than 0") Double eventRate,

        @DefaultValue("now") FirstInstant start,
        @DefaultValue @Valid Spectrum spectrum,
        @DefaultValue @Valid Resolution resolution,
        Map<
                        @Pattern(
                                regexp = "[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,63}",
                                message = "expected a name of letters, digits and _.:+-")
                        String,
                        @PositiveOrZero(message = "expected a weight, 0 or more") Double>
                particles,
        Map<String, @PositiveOrZero(message = "expected a mass in GeV, 0 or more") Double> masses,
        Map<AnomalyKind, @PositiveOrZero(message = "expected a weight, 0 or more") Double> anomalies) {

    /** How often each particle type comes unless told otherwise. */
    public static final Map<String, Double> PARTICLES = Map.of(
            "muon", 25.0, "electron", 20.0, "photon", 20.0, "pion", 15.0, "proton", 10.0, "kaon", 6.0, "neutron", 4.0);

    public SyntheticProperties {
        // Sorted, so that the order of lines in a file does not change the events.
        particles = sorted(Optional.ofNullable(particles).orElse(PARTICLES));
        masses = sorted(Optional.ofNullable(masses).orElse(Map.of()));
        anomalies = Optional.ofNullable(anomalies).orElseGet(SyntheticProperties::allKindsAlike);
    }

    /**
     * The spectrum of momenta: the share above p falls as (1 + (p - min) / scale)^-slope.
     *
     * @param minGev least momentum, GeV
     * @param maxGev greatest momentum, GeV
     * @param scaleGev where the spectrum begins to fall as a power law, GeV
     * @param slope the power by which it falls
     */
    public record Spectrum(
            @DefaultValue("0.5") @Positive(message = "expected GeV, more than 0") double minGev,

            @DefaultValue("2000")
            @Positive(message = "expected GeV, more than 0") @DecimalMax(value = "1e8", message = "expected at most 1e8 GeV") double maxGev,

            @DefaultValue("20") @Positive(message = "expected GeV, more than 0") double scaleGev,

            @DefaultValue("2") @Positive(message = "expected a power, more than 0") double slope) {

        @AssertTrue(message = "expected max-gev above min-gev") boolean isOrdered() {
            return maxGev > minGev;
        }
    }

    /**
     * Relative resolution of the energy, sigma / E = stochastic / sqrt(E / GeV) with the constant added in quadrature
     * (PDG, Review of Particle Physics, "Particle detectors at accelerators").
     *
     * @param stochastic the term that falls with the energy, 0.1 for 10 %
     * @param constant the term that stays, 0.01 for 1 %
     */
    public record Resolution(
            @DefaultValue("0") @PositiveOrZero(message = "expected a share, 0 or more") double stochastic,

            @DefaultValue("0") @PositiveOrZero(message = "expected a share, 0 or more") double constant) {

        boolean isFinite() {
            return stochastic > 0 || constant > 0;
        }
    }

    @AssertTrue(message = "expected at least one particle type with a weight above 0") boolean isParticlesGiven() {
        return particles.values().stream().anyMatch(weight -> weight > 0);
    }

    @AssertTrue(
            message = "expected a mass under producer.synthetic.masses for each particle type that is none of "
                    + "muon, electron, photon, proton, pion, kaon, neutron")
    boolean isMassKnown() {
        return particles.keySet().stream().allMatch(type -> ParticleMix.knows(type) || masses.containsKey(type));
    }

    /** What each kind of fault contributes unless told otherwise. */
    public static Map<AnomalyKind, Double> allKindsAlike() {
        Map<AnomalyKind, Double> weights = new LinkedHashMap<>();
        for (AnomalyKind kind : AnomalyKind.values()) {
            weights.put(kind, 1.0);
        }
        return Collections.unmodifiableMap(weights);
    }

    private static Map<String, Double> sorted(Map<String, Double> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
