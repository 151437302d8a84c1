package science.pipeline.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analysis.aggregate.StatisticsConfiguration;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.MassShellSettings;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.histogram.HistogramKeys;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.quantity.Condition;
import science.pipeline.analysis.quantity.ConditionKeys;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analysis.select.Menu;
import science.pipeline.analysis.select.MenuKeys;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.codec.EventDecoder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.schema.FormSettings;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaFault;
import science.pipeline.schema.SchemaYaml;
import science.pipeline.settings.EventProperties;

/** Turns what stands in {@code application.yml} into the configuration of the analysis. */
@Configuration(proxyBeanMethods = false)
public class AnalysisBinding {

    /** @throws InvalidSetting if there is no such schema, or something is wrong with it */
    @Bean
    static Schema schema(EventProperties properties) {
        try {
            Schema schema = form(properties).over(SchemaYaml.find(properties.schema()));
            EventDecoder.of(schema);
            new Quantities(schema);
            return schema;
        } catch (SchemaFault fault) {
            throw new InvalidSetting(fault.place(), fault.found(), fault.expected());
        }
    }

    static FormSettings form(EventProperties properties) {
        return new FormSettings(
                properties.format(),
                properties.maxBytes().toBytes(),
                properties.csv().columns(),
                properties.csv().separator(),
                properties.avro().schema(),
                properties.avro().registry());
    }

    /** @throws InvalidSetting with the key's full path, what was found and what was expected */
    @Bean
    static AnalysisConfiguration configuration(AnalyticsProperties properties, Schema schema) {
        try {
            return new AnalysisConfiguration(
                    schema,
                    menu(properties.selections(), schema),
                    detection(properties.detection()),
                    watch(properties.detection().watch()),
                    statistics(properties.statistics()));
        } catch (InvalidSetting setting) {
            throw new InvalidSetting("analytics." + setting.path(), setting.found(), setting.expected());
        }
    }

    /**
     * The configuration that was put into words, as a host hands it to its other processes.
     *
     * @throws Refusal when the words say another one: these processes run other versions of the software
     */
    public static AnalysisConfiguration of(Setup setup) {
        MutablePropertySources written = new MutablePropertySources();
        String below = setup.settings().indent(2);
        ByteArrayResource yaml =
                new ByteArrayResource(("analytics:\n" + below).getBytes(StandardCharsets.UTF_8), "settings in words");
        try {
            loader().load("words", yaml).forEach(written::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        AnalyticsProperties properties = new Binder(ConfigurationPropertySources.from(written))
                .bindOrCreate("analytics", AnalyticsProperties.class);
        AnalysisConfiguration configuration = configuration(properties, setup.parsed());
        if (!ConfigurationHash.setup(configuration).equals(setup)) {
            throw new Refusal("The configuration that was handed over is read as another one: found "
                    + configuration.words() + ", expected " + setup.settings()
                    + ". Run the same version of the software in all processes.");
        }
        return configuration;
    }

    /** The one that reads application.yml. */
    private static PropertySourceLoader loader() {
        return SpringFactoriesLoader.forDefaultResourceLocation(AnalysisBinding.class.getClassLoader())
                .load(PropertySourceLoader.class)
                .stream()
                .filter(each -> List.of(each.getFileExtensions()).contains("yml"))
                .findFirst()
                .orElseThrow();
    }

    private static Menu menu(Map<String, Map<String, String>> selections, Schema schema) {
        return selections.isEmpty() ? Menu.of(schema) : MenuKeys.menu(MenuKeys.over(schema.selections(), selections));
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
                outliers(found.outliers()),
                rules,
                ModelFiles.read(found.models(), found.onnxruntime()));
    }

    private static @Nullable Map<String, DetectionConfiguration.Per> outliers(
            Map<String, AnalyticsProperties.Detection.Outlier> found) {
        Map<String, DetectionConfiguration.Per> outliers = new LinkedHashMap<>();
        found.forEach((name, outlier) -> outliers.put(name, outlier.per()));
        return outliers.isEmpty() ? null : outliers;
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
        return new StatisticsConfiguration(found.window(), found.lateness(), histograms, found.measures());
    }
}
