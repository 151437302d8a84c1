package science.pipeline.analytics;

import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import science.pipeline.settings.EventProperties;

/** For commands that are configured as the service is: by the same files and keys. */
final class ConfiguredCommand {

    private ConfiguredCommand() {}

    /** Something is wrong with the configuration; it was said. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(RuntimeException cause) {
            super(cause);
        }
    }

    /** As much of the service as tells how it is configured. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({AnalyticsProperties.class, EventProperties.class})
    @ImportAutoConfiguration(ProjectInfoAutoConfiguration.class)
    @Import(AnalysisBinding.class)
    static class Settings {}

    /** @param keys as {@code --key=value} */
    static ConfigurableApplicationContext start(List<String> keys) throws Refused {
        try {
            return new SpringApplicationBuilder(Settings.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .run(keys.toArray(String[]::new));
        } catch (RuntimeException saidBySpring) {
            throw new Refused(saidBySpring);
        }
    }
}
