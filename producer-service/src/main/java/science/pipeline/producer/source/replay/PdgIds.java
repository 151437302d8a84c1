package science.pipeline.producer.source.replay;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;

/**
 * Names of particles by their Monte Carlo number (PDG, Review of Particle Physics, "Monte Carlo Particle Numbering
 * Scheme"). A negative number is the antiparticle, which bears the same name here.
 */
final class PdgIds {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(11, "electron"),
            Map.entry(12, "electron_neutrino"),
            Map.entry(13, "muon"),
            Map.entry(14, "muon_neutrino"),
            Map.entry(15, "tau"),
            Map.entry(16, "tau_neutrino"),
            Map.entry(22, "photon"),
            Map.entry(111, "neutral_pion"),
            Map.entry(130, "neutral_kaon_long"),
            Map.entry(211, "pion"),
            Map.entry(310, "neutral_kaon_short"),
            Map.entry(321, "kaon"),
            Map.entry(2112, "neutron"),
            Map.entry(2212, "proton"),
            Map.entry(3122, "lambda"));

    private PdgIds() {}

    /** The name, {@code pdg_N} for a number without a name here, or null if the text is no number. */
    static @Nullable String name(String id) {
        OptionalLong number = Decimal.integer(id);
        if (number.isEmpty() || Math.abs(number.getAsLong()) > Integer.MAX_VALUE) {
            return null;
        }
        int particle = (int) Math.abs(number.getAsLong());
        return NAMES.getOrDefault(particle, "pdg_" + particle);
    }
}
