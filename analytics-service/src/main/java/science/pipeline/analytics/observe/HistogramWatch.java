package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.histogram.HistogramDefinition;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.dataset.windows.CumulativeHistograms;

/** The configured histograms for the page, as the newest commits have them; without any, nothing is done. */
@Component
@Order(1)
final class HistogramWatch implements Pulse.Beat {

    private static final Logger log = LoggerFactory.getLogger(HistogramWatch.class);

    private final ResultsFolder folder;
    private final List<HistogramDefinition> definitions;
    private volatile List<HistogramStatistics> latest = List.of();

    HistogramWatch(ResultsFolder folder, AnalysisConfiguration configuration) {
        this.folder = folder;
        definitions = configuration.statistics().histograms();
    }

    @Override
    public void beat() {
        if (definitions.isEmpty()) {
            return;
        }
        try {
            List<HistogramStatistics> now =
                    CumulativeHistograms.of(folder, definitions).subList(0, definitions.size());
            if (!now.equals(latest)) {
                latest = now;
            }
        } catch (IOException | Refusal unreadable) {
            log.debug("the histograms cannot be read now", unreadable);
        }
    }

    /** In the order of the configuration; the same list as long as nothing has changed. */
    List<HistogramStatistics> latest() {
        return latest;
    }
}
