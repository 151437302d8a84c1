package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.CumulativeHistograms;

/**
 * {@code /actuator/statistics}: the configured histograms since the beginning of the dataset, of all partitions and
 * instances, as the newest commits have them.
 */
@Component
@WebEndpoint(id = "statistics")
final class StatisticsEndpoint {

    private static final int UNAVAILABLE = 503;

    /** @param histograms in the order of the configuration, then those of earlier configurations */
    record View(List<HistogramStatistics> histograms) {}

    private final ResultsFolder folder;
    private final AnalysisConfiguration configuration;

    StatisticsEndpoint(ResultsFolder folder, AnalysisConfiguration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    @ReadOperation
    WebEndpointResponse<Object> cumulative() {
        try {
            return new WebEndpointResponse<>(new View(
                    CumulativeHistograms.of(folder, configuration.statistics().histograms())));
        } catch (IOException | Refusal unreadable) {
            return new WebEndpointResponse<>(Map.of("error", String.valueOf(unreadable.getMessage())), UNAVAILABLE);
        }
    }
}
