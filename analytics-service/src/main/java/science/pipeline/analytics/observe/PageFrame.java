package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analysis.quantity.Quantities;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.engine.ConfigurationHash;
import science.pipeline.schema.Field;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/**
 * What does not change while a browser looks.
 *
 * @param version of the service
 * @param topic that is read
 * @param folder of the dataset
 * @param dataset its identity
 * @param configuration the hash of all that decides about rows, flags and numbers
 * @param schema what an event is
 * @param measures whose spectra are shown
 * @param modelNanos what an event costs in each model that people brought, nanoseconds, by the layer's name
 * @param scoreBinWidth of the score distribution
 * @param flagThreshold events are flagged from this score on
 */
record PageFrame(
        String version,
        String topic,
        String folder,
        String dataset,
        String configuration,
        EventSchema schema,
        List<Spectrum> measures,
        Map<String, Double> modelNanos,
        double scoreBinWidth,
        double flagThreshold) {

    private static final double SCORE_BIN_WIDTH = 0.25;

    /**
     * What an event is.
     *
     * @param name of the schema
     * @param fields in its order
     * @param roles which field has it, by the role
     * @param units of fields and derived quantities that have one
     */
    record EventSchema(String name, List<EventField> fields, Map<Role, Integer> roles, Map<String, String> units) {

        private static EventSchema of(Schema schema) {
            Quantities quantities = new Quantities(schema);
            Map<String, String> units = new TreeMap<>();
            Stream.concat(quantities.names().stream(), Stream.of(Quantities.PAIR_MASS))
                    .filter(name -> !quantities.unitOf(name).isEmpty())
                    .forEach(name -> units.put(name, quantities.unitOf(name)));
            Map<Role, Integer> roles = new EnumMap<>(Role.class);
            schema.byRole().forEach((role, field) -> roles.put(role, schema.indexOf(role)));
            return new EventSchema(
                    schema.name(), schema.fields().stream().map(EventField::of).toList(), roles, units);
        }
    }

    record EventField(String name, String type, String unit, String description) {

        private static EventField of(Field field) {
            return new EventField(field.name(), field.type().label(), field.unit(), field.description());
        }
    }

    /** @param edges of its bins, one more than there are bins */
    record Spectrum(String name, String unit, List<Double> edges) {

        private static Spectrum of(Measure measure) {
            return new Spectrum(
                    measure.field().name(),
                    measure.field().unit(),
                    measure.bins().edges());
        }
    }

    /** Knows it. */
    @Component
    static final class Source {

        private final AnalyticsProperties properties;
        private final AnalysisConfiguration configuration;
        private final ResultsFolder results;
        private final Map<String, Double> modelNanos = new TreeMap<>();
        private final String version;

        Source(
                AnalyticsProperties properties,
                AnalysisConfiguration configuration,
                ResultsFolder results,
                ModelCosts costs,
                ObjectProvider<BuildProperties> build) {
            costs.nanos().forEach((name, nanos) -> modelNanos.put("models." + name, nanos));
            this.properties = properties;
            this.configuration = configuration;
            this.results = results;
            version = Optional.ofNullable(build.getIfAvailable())
                    .map(BuildProperties::getVersion)
                    .orElse("unpackaged");
        }

        PageFrame now() {
            // A flag's score is −log₁₀ of the share of clean events that look as odd: the budget is a threshold.
            double threshold = 6 - Math.log10(configuration.detection().flagsPerMillion());
            return new PageFrame(
                    version,
                    properties.topic(),
                    results.root().toString(),
                    dataset(),
                    ConfigurationHash.of(configuration),
                    EventSchema.of(configuration.schema()),
                    Measure.of(configuration.schema()).stream()
                            .map(Spectrum::of)
                            .toList(),
                    modelNanos,
                    SCORE_BIN_WIDTH,
                    threshold);
        }

        private String dataset() {
            try {
                return results.identity().dataset();
            } catch (IOException notYet) {
                return "none yet";
            }
        }
    }
}
