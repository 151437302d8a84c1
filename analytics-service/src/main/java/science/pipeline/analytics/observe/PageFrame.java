package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.intake.ConfigurationHash;

/**
 * What does not change while a browser looks.
 *
 * @param version of the service
 * @param topic that is read
 * @param folder of the dataset
 * @param dataset its identity
 * @param configuration the hash of all that decides about rows, flags and numbers
 * @param energyEdges of the spectrum's bins, GeV
 * @param scoreBinWidth of the score distribution
 * @param flagThreshold events are flagged from this score on
 */
record PageFrame(
        String version,
        String topic,
        String folder,
        String dataset,
        String configuration,
        List<Double> energyEdges,
        double scoreBinWidth,
        double flagThreshold) {

    private static final double SCORE_BIN_WIDTH = 0.25;

    /** Knows it. */
    @Component
    static final class Source {

        private final AnalyticsProperties properties;
        private final AnalysisConfiguration configuration;
        private final ResultsFolder results;
        private final String version;

        Source(
                AnalyticsProperties properties,
                AnalysisConfiguration configuration,
                ResultsFolder results,
                ObjectProvider<BuildProperties> build) {
            this.properties = properties;
            this.configuration = configuration;
            this.results = results;
            BuildProperties known = build.getIfAvailable();
            version = known == null ? "unpackaged" : known.getVersion();
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
                    EnergyBins.edges(),
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
