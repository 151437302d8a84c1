package science.pipeline.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.analytics.AnalysisBinding;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.DatasetCommands;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.Surroundings;

/**
 * The job: reads the same {@code application.yml} as the analytics service, with {@code spark-job.*} beside it, and
 * writes the same dataset. With {@code verify}, {@code fingerprint} or {@code compare} it reads datasets instead, also
 * in object stores.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AnalyticsProperties.class,
    PipelineProperties.class,
    EventProperties.class,
    KafkaProperties.class,
    JobProperties.class
})
@Import(AnalysisBinding.class)
public class SparkJob {

    private static final Logger log = LoggerFactory.getLogger(SparkJob.class);

    public static void main(String[] arguments) {
        Surroundings.settle(arguments);
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none"); // Spark's is there
        boolean isCommand = arguments.length > 0 && DatasetCommands.has(arguments[0]);
        System.exit(isCommand ? StoreCommands.run(arguments, System.out) : code(arguments));
    }

    private static int code(String[] arguments) {
        ConfigurableApplicationContext context;
        try {
            context = application(SparkJob.class).run(arguments);
        } catch (RuntimeException told) {
            return 1; // its failure has been said in words
        }
        try (context) {
            context.getBean(Run.class).run();
            return 0;
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            return 1;
        } catch (Fenced overtaken) {
            System.err.println(overtaken.getMessage() + " It builds the final dataset when it ends.");
            return 0;
        } catch (IOException failed) {
            System.err.println("The job ends early: " + failed + ". What is committed is safe; start it again.");
            return 1;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (RuntimeException | Error unforeseen) {
            // Spark's threads would keep the process, which nobody would know to have ended.
            log.error("The job ends early. What is committed is safe; start it again", unforeseen);
            return 1;
        }
    }

    /** @param beans what it is made of; it serves no pages */
    static SpringApplication application(Class<?> beans) {
        SpringApplication application = new SpringApplication(beans);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        return application;
    }

    @Bean
    Run run(
            AnalyticsProperties analytics,
            PipelineProperties pipeline,
            KafkaProperties kafka,
            EventProperties events,
            JobProperties settings,
            AnalysisConfiguration configuration)
            throws IOException {
        return new Run(analytics, pipeline, kafka, events, settings, configuration, version());
    }

    /** As the analytics service's jar says it: the dataset is the same. */
    private static String version() throws IOException {
        try (InputStream in = SparkJob.class.getResourceAsStream("/META-INF/build-info.properties")) {
            Properties build = new Properties();
            if (in != null) {
                build.load(in);
            }
            return build.getProperty("build.version", "unknown");
        }
    }
}
