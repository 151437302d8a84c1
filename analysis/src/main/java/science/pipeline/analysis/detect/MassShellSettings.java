package science.pipeline.analysis.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import science.pipeline.analysis.InvalidSetting;

/**
 * What the mass shell goes by.
 *
 * @param resolution relative energy resolution (one standard deviation) that a particle type is given before its own is
 *     learnt
 * @param muteAbove a relative resolution as poor as this says nothing any more: the check mutes itself
 * @param masses GeV, by particle type; types that are not named are not checked
 */
public record MassShellSettings(double resolution, double muteAbove, Map<String, Double> masses) {

    /** GeV, Particle Data Group 2024, Review of Particle Physics. */
    private static final Map<String, Double> PDG_MASSES = pdgMasses();

    /** @throws InvalidSetting if a number makes no sense */
    public MassShellSettings {
        if (!(resolution > 0 && resolution < 1)) {
            throw new InvalidSetting(
                    "detection.mass-shell.resolution", Double.toString(resolution), "a fraction between 0 and 1");
        }
        if (!(muteAbove > resolution && muteAbove <= 1)) {
            throw new InvalidSetting(
                    "detection.mass-shell.mute-above",
                    Double.toString(muteAbove),
                    "a fraction above the resolution, at most 1");
        }
        masses.forEach((type, mass) -> {
            if (!(mass >= 0 && mass < 1e9)) {
                throw new InvalidSetting(
                        "detection.mass-shell.masses." + type, Double.toString(mass), "a mass in GeV, 0 or more");
            }
        });
        // Map.copyOf would iterate in another order in each JVM; configurations are compared as text.
        masses = Collections.unmodifiableMap(new LinkedHashMap<>(masses));
    }

    public static MassShellSettings defaults() {
        return new MassShellSettings(0.015, 0.25, PDG_MASSES);
    }

    private static Map<String, Double> pdgMasses() {
        Map<String, Double> masses = new LinkedHashMap<>();
        masses.put("muon", 0.1056583755);
        masses.put("electron", 0.00051099895);
        masses.put("photon", 0.0);
        masses.put("proton", 0.93827208816);
        masses.put("pion", 0.13957039);
        masses.put("kaon", 0.493677);
        masses.put("neutron", 0.9395654205);
        return Collections.unmodifiableMap(masses);
    }
}
