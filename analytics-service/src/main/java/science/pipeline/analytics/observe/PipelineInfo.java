package science.pipeline.analytics.observe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.engine.ConfigurationHash;

/** What {@code /actuator/info} says: the version, what is read, into which dataset, under which configuration. */
@Component
final class PipelineInfo implements InfoContributor {

    private final Map<String, Object> fixed = new LinkedHashMap<>();
    private final ResultsFolder folder;

    PipelineInfo(
            AnalyticsProperties properties,
            AnalysisConfiguration configuration,
            ResultsFolder folder,
            ObjectProvider<BuildProperties> build) {
        this.folder = folder;
        BuildProperties known = build.getIfAvailable();
        fixed.put("version", known == null ? "unpackaged" : known.getVersion());
        fixed.put("topic", properties.topic());
        fixed.put("configuration", ConfigurationHash.of(configuration));
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> analytics = new LinkedHashMap<>(fixed);
        analytics.put("dataset", datasetId());
        builder.withDetail("analytics", analytics);
    }

    private String datasetId() {
        try {
            return folder.identity().dataset();
        } catch (IOException notYet) {
            return "none yet";
        }
    }
}
