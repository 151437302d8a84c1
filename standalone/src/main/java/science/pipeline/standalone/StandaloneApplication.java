package science.pipeline.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import science.pipeline.analytics.AnalysisBinding;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.broker.BrokerProperties;
import science.pipeline.producer.ProducerProperties;
import science.pipeline.settings.Surroundings;
import science.pipeline.terminal.SecondInterrupt;

/**
 * Everything in one JVM. This context holds the settings of all parts, so that a wrong key or menu is found before
 * anything starts; the parts get contexts of their own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(AnalysisBinding.class)
@EnableConfigurationProperties({
    PipelineProperties.class,
    BrokerProperties.class,
    AnalyticsProperties.class,
    ProducerProperties.class
})
public class StandaloneApplication {

    private static final Logger log = LoggerFactory.getLogger(StandaloneApplication.class);

    /** Runs until it is stopped, or drained if {@code pipeline.exit-when-drained} says so. */
    public static void main(String[] arguments) throws InterruptedException {
        Surroundings.settle(arguments);
        Closings closings = new Closings();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(closings), "stop"));
        System.exit(run(closings, arguments));
    }

    /** Returns the exit code: 0, or 1 after a message that says what is wrong. Everything is closed by then. */
    static int run(Closings closings, String... arguments) throws InterruptedException {
        try (closings) {
            ConfigurableApplicationContext settings = Part.settings(arguments);
            closings.add(settings::close);
            FreshStart.of(settings).moveOldDataAside();
            Run run = Run.start(settings, arguments, closings);
            run.watch(closings);
            closings.close();
            return run.isFaultless() ? 0 : 1;
        } catch (StartFailure failure) {
            failure.print();
            return 1;
        }
    }

    /** Ctrl-C. After an end of its own accord everything is closed already, and nothing happens here. */
    private static void stop(Closings closings) {
        SecondInterrupt.haltsFromNowOn();
        if (!closings.hasBegun()) {
            log.info("Stops: what has been read is finished. Ctrl-C once more ends it at once");
        }
        closings.close();
    }
}
