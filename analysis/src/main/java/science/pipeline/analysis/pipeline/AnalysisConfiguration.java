package science.pipeline.analysis.pipeline;

import java.util.LinkedHashSet;
import java.util.Set;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.quantity.Quantity;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.watch.WatchConfiguration;

/**
 * All that the analysis lets people choose.
 *
 * @param menu which events are selected
 * @param detection which events are flagged
 * @param watch how detectors are watched
 * @param statistics how event time is cut into windows, and what is counted in each
 */
public record AnalysisConfiguration(
        Menu menu, DetectionConfiguration detection, WatchConfiguration watch, StatisticsConfiguration statistics) {

    public static AnalysisConfiguration defaults() {
        return new AnalysisConfiguration(
                Menu.defaults(),
                DetectionConfiguration.defaults(),
                WatchConfiguration.defaults(),
                StatisticsConfiguration.defaults());
    }

    /** The particle types that it speaks of: numbered before they appear. */
    Set<String> particleTypeNames() {
        Set<String> names = new LinkedHashSet<>(menu.particleTypeNames());
        names.addAll(detection.particleTypeNames());
        names.addAll(statistics.names(Quantity.Kind.PARTICLE_TYPE));
        return names;
    }

    /** The detectors that it speaks of: numbered before they appear. */
    Set<String> detectorNames() {
        Set<String> names = new LinkedHashSet<>(menu.detectorNames());
        names.addAll(detection.detectorNames());
        names.addAll(statistics.names(Quantity.Kind.DETECTOR));
        return names;
    }
}
