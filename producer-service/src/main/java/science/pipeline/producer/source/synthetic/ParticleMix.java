package science.pipeline.producer.source.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The particle types that come, how often, and their masses. */
final class ParticleMix {

    /** GeV; PDG, Review of Particle Physics (2024). */
    private static final Map<String, Double> MASSES_GEV = Map.of(
            "muon", 0.1056583755,
            "electron", 0.00051099895069,
            "photon", 0.0,
            "proton", 0.93827208943,
            "pion", 0.13957039,
            "kaon", 0.493677,
            "neutron", 0.93956542194);

    private final String[] names;
    private final double[] squaredMasses;
    private final WeightedChoice choice;

    ParticleMix(Map<String, Double> weights, Map<String, Double> furtherMassesGev) {
        Map<String, Double> masses = new LinkedHashMap<>(MASSES_GEV);
        masses.putAll(furtherMassesGev);
        List<String> types = List.copyOf(weights.keySet());
        names = types.toArray(String[]::new);
        squaredMasses =
                types.stream().mapToDouble(masses::get).map(mass -> mass * mass).toArray();
        choice = new WeightedChoice(types.stream().mapToDouble(weights::get).toArray());
    }

    /** Whether the mass of a type is known without being configured. */
    static boolean knows(String type) {
        return MASSES_GEV.containsKey(type);
    }

    int draw(double uniform) {
        return choice.at(uniform);
    }

    String name(int type) {
        return names[type];
    }

    /** GeV². */
    double squaredMass(int type) {
        return squaredMasses[type];
    }
}
