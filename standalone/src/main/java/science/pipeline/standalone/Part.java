package science.pipeline.standalone;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import science.pipeline.analytics.AnalyticsApplication;
import science.pipeline.broker.BrokerApplication;
import science.pipeline.producer.ProducerApplication;
import science.pipeline.producer.source.replay.DescribedSchema;

/**
 * The parts of the run. All their {@code application.yml} would hide each other on one class path, so the build copies
 * each into a folder of its own, and a context reads that one folder and the working folder.
 */
enum Part {
    BROKER(BrokerApplication.class, WebApplicationType.NONE),
    ANALYTICS(AnalyticsApplication.class, WebApplicationType.SERVLET),
    PRODUCER(ProducerApplication.class, WebApplicationType.SERVLET);

    private static final String WORKING_FOLDER = "optional:file:./;optional:file:./config/";

    private final Class<?> application;
    private final WebApplicationType web;

    Part(Class<?> application, WebApplicationType web) {
        this.application = application;
        this.web = web;
    }

    /** Starts this part; {@code shared} adds what only a shared JVM can know. Blocks until it is up. */
    ConfigurableApplicationContext start(String[] arguments, ApplicationContextInitializer<?> shared) {
        return start(application, web, folder(), arguments, shared);
    }

    /** The settings of all parts in one environment, bound and validated; nothing is started. */
    static ConfigurableApplicationContext settings(String[] arguments) {
        String folders = Stream.of(values()).map(Part::folder).collect(Collectors.joining(","));
        return start(
                StandaloneApplication.class,
                WebApplicationType.NONE,
                folders + ",classpath:/standalone/",
                arguments,
                (ConfigurableApplicationContext context) -> {
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("one JVM", Map.of("pipeline.standalone", true)));
                    DescribedSchema.settle(context.getEnvironment())
                            .ifPresent(described ->
                                    context.getBeanFactory().registerSingleton(DescribedSchema.NAME, described));
                });
    }

    private String folder() {
        return "classpath:/" + name().toLowerCase(Locale.ROOT) + "/";
    }

    private static ConfigurableApplicationContext start(
            Class<?> application,
            WebApplicationType web,
            String folders,
            String[] arguments,
            ApplicationContextInitializer<?> shared) {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(web);
        spring.setLogStartupInfo(false);
        // Contexts and log end in our order, not all at once when the JVM shuts down.
        spring.setRegisterShutdownHook(false);
        if (application != StandaloneApplication.class) {
            // All contexts share one log, which the settings' context has set up.
            spring.setListeners(spring.getListeners().stream()
                    .filter(listener -> !(listener instanceof LoggingApplicationListener))
                    .toList());
        }
        spring.setDefaultProperties(Map.of(
                "spring.config.location",
                folders + "," + WORKING_FOLDER,
                "logging.register-shutdown-hook",
                "false",
                "logging.structured.ecs.service.name",
                "pipeline"));
        spring.addInitializers(shared);
        try {
            return spring.run(arguments);
        } catch (RuntimeException e) {
            throw StartFailure.printedBySpring(e);
        }
    }
}
