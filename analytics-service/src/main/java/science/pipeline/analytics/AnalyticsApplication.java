package science.pipeline.analytics;

import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.dataset.FinalDataset;
import science.pipeline.analytics.dataset.NativeLibraries;
import science.pipeline.analytics.dataset.ResultsFolder;
import science.pipeline.analytics.dataset.StatisticsFiles;
import science.pipeline.analytics.intake.Announcements;
import science.pipeline.settings.Surroundings;

/** The analytics service. With {@code verify FOLDER} it checks a dataset instead, and needs no Kafka. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AnalyticsApplication {

    public static void main(String[] arguments) {
        Surroundings.settle(arguments);
        if (arguments.length > 0 && arguments[0].equals("verify")) {
            System.exit(VerifyCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length), System.out));
        }
        SpringApplication.run(AnalyticsApplication.class, arguments);
    }

    @Bean
    ResultsFolder resultsFolder(AnalyticsProperties properties) {
        return ResultsFolder.open(properties.resultsDir());
    }

    @Bean
    StatisticsFiles statisticsFiles(
            ResultsFolder folder, AnalysisConfiguration configuration, Announcements announcements) {
        return new StatisticsFiles(folder, configuration, announcements);
    }

    @Bean
    FinalDataset finalDataset(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            StatisticsFiles statistics,
            AnalyticsProperties properties,
            ObjectProvider<BuildProperties> build) {
        NativeLibraries.check(properties.finalFormats());
        BuildProperties known = build.getIfAvailable();
        return new FinalDataset(
                folder,
                configuration,
                statistics,
                properties.finalFormats(),
                known == null ? "unknown" : known.getVersion());
    }
}
