package science.pipeline.analytics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.MassShellSettings;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.watch.WatchConfiguration;

/** Turns what stands in {@code application.yml} into the configuration of the analysis. */
@Configuration(proxyBeanMethods = false)
public class AnalysisBinding {

    /** @throws InvalidSetting with the key's full path, what was found and what was expected */
    @Bean
    static AnalysisConfiguration configuration(AnalyticsProperties properties) {
        try {
            return new AnalysisConfiguration(
                    MenuKeys.menu(properties.selections()),
                    detection(properties.detection()),
                    watch(properties.detection().watch()),
                    statistics(properties.statistics()));
        } catch (InvalidSetting setting) {
            throw new InvalidSetting("analytics." + setting.path(), setting.found(), setting.expected());
        }
    }

    static DetectionConfiguration detection(AnalyticsProperties.Detection found) {
        DetectionConfiguration defaults = DetectionConfiguration.defaults();
        Map<String, Map<String, Condition>> rules = new LinkedHashMap<>();
        found.rareEvents()
                .forEach((name, keys) -> rules.put(
                        name, ConditionKeys.parse("detection.rare-events." + name, new LinkedHashMap<>(keys))));
        return new DetectionConfiguration(
                found.flagsPerMillion() == null ? defaults.flagsPerMillion() : found.flagsPerMillion(),
                found.layers(),
                found.warmUp() == null ? defaults.warmUp() : found.warmUp(),
                massShell(found.massShell(), defaults.massShell()),
                rules);
    }

    private static MassShellSettings massShell(
            AnalyticsProperties.Detection.MassShell found, MassShellSettings defaults) {
        Map<String, Double> masses = new LinkedHashMap<>(defaults.masses());
        masses.putAll(found.masses());
        return new MassShellSettings(
                found.resolution() == null ? defaults.resolution() : found.resolution(),
                found.muteAbove() == null ? defaults.muteAbove() : found.muteAbove(),
                masses);
    }

    static WatchConfiguration watch(AnalyticsProperties.Detection.Watch found) {
        WatchConfiguration defaults = WatchConfiguration.defaults();
        return new WatchConfiguration(
                found.enabled(),
                found.falseAlarmsPerMillion() == null
                        ? defaults.falseAlarmsPerMillion()
                        : found.falseAlarmsPerMillion(),
                found.minimumWindows() == null ? defaults.minimumWindows() : found.minimumWindows());
    }

    static StatisticsConfiguration statistics(AnalyticsProperties.Statistics found) {
        List<HistogramDefinition> histograms = new ArrayList<>();
        found.histograms().forEach((name, keys) -> histograms.add(HistogramKeys.parse(name, keys)));
        return new StatisticsConfiguration(found.window(), found.lateness(), histograms);
    }
}
