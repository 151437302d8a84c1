package science.pipeline.analytics;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.post.Announcements;
import science.pipeline.chassis.login.PasswordCommand;
import science.pipeline.dataset.closing.FinalDataset;
import science.pipeline.dataset.closing.NativeLibraries;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.windows.StatisticsFiles;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.Surroundings;

/**
 * The analytics service. With {@code verify}, {@code fingerprint} or {@code compare} it reads datasets instead, with
 * {@code finalize} it builds the final files of one, with {@code reanalyse} it makes another one from one, with
 * {@code verdicts} it prints what people said of flags, with {@code describe} it prints a schema that fits a file or a
 * topic, with {@code password} it hashes one; but for topics none of these needs Kafka.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableConfigurationProperties(EventProperties.class)
public class AnalyticsApplication {

    public static void main(String[] arguments) {
        Surroundings.settle(arguments);
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        String command = arguments.length == 0 ? "" : arguments[0];
        if (DatasetCommands.has(command)) {
            System.exit(DatasetCommands.run(command, rest, Datasets.FOLDERS, System.out));
        }
        switch (command) {
            case "reanalyse" -> System.exit(ReanalyseCommand.run(rest, System.out));
            case "finalize" -> System.exit(FinalizeCommand.run(rest, System.out));
            case "verdicts" -> System.exit(VerdictsCommand.run(rest, System.out));
            case "describe" -> System.exit(DescribeCommand.run(rest, System.out));
            case "password" -> System.exit(PasswordCommand.run(System.in, System.out, System.err));
            default -> SpringApplication.run(AnalyticsApplication.class, arguments);
        }
    }

    @Bean
    ResultsFolder resultsFolder(AnalyticsProperties properties) {
        return properties.readsOnly()
                ? ResultsFolder.existing(properties.resultsDir())
                : ResultsFolder.open(properties.resultsDir(), BlockWriters.threads());
    }

    @Bean
    StatisticsFiles statisticsFiles(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            AnalyticsProperties properties,
            Announcements announcements) {
        return new StatisticsFiles(folder, configuration, properties.retention().kept(), announcements);
    }

    @Bean
    FinalDataset finalDataset(
            ResultsFolder folder,
            AnalysisConfiguration configuration,
            StatisticsFiles statistics,
            AnalyticsProperties properties,
            ObjectProvider<BuildProperties> build) {
        NativeLibraries.check(properties.finalFormats());
        return new FinalDataset(
                folder,
                configuration,
                statistics,
                properties.finalFormats(),
                properties.retention().kept(),
                version(build));
    }

    /** Of this software, as it was built. */
    static String version(ObjectProvider<BuildProperties> build) {
        return Optional.ofNullable(build.getIfAvailable())
                .map(BuildProperties::getVersion)
                .orElse("unknown");
    }
}
