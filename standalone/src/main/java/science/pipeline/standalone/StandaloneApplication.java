package science.pipeline.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import science.pipeline.analytics.AnalysisBinding;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.broker.BrokerProperties;
import science.pipeline.chassis.login.Login;
import science.pipeline.producer.ProducerProperties;
import science.pipeline.producer.source.replay.DescribedSchema;
import science.pipeline.settings.EventProperties;
import science.pipeline.settings.Surroundings;
import science.pipeline.terminal.SecondInterrupt;

/**
 * Everything in one JVM. This context holds the settings of all parts, so that a wrong key or menu is found before
 * anything starts; the parts get contexts of their own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({AnalysisBinding.class, Doors.class})
@EnableConfigurationProperties({
    PipelineProperties.class,
    EventProperties.class,
    BrokerProperties.class,
    AnalyticsProperties.class,
    ProducerProperties.class,
    Login.class
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
            ObjectProvider<DescribedSchema> described = settings.getBeanProvider(DescribedSchema.class);
            described.ifAvailable(DescribedSchema::withdraw);
            FreshStart.of(settings).moveOldDataAside();
            described.ifAvailable(DescribedSchema::save);
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
