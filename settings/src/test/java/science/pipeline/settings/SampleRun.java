package science.pipeline.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** The real path of a start, with nothing behind it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(SampleKeys.Sample.class)
class SampleRun {

    /** What is bound of a file with this text, and of these options. */
    static SampleKeys.Sample bound(Path folder, String yaml, String... options) throws IOException {
        try (ConfigurableApplicationContext context = started(folder, yaml, options)) {
            return context.getBean(SampleKeys.Sample.class);
        }
    }

    static ConfigurableApplicationContext started(Path folder, String yaml, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yml"), yaml);
        SpringApplication application = new SpringApplication(SampleRun.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--spring.config.location=" + file.toUri());
        arguments.add("--spring.main.banner-mode=off");
        return application.run(arguments.toArray(String[]::new));
    }
}
