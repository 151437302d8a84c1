package science.pipeline.settings;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Refuses, before anything starts, a configuration that nobody would read as it is written. */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws RefusedSettings with all faults, those of values too */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!Faults.ofNames(context.getEnvironment(), KnownKeys.ofAllParts()).isEmpty()) {
            throw new RefusedSettings(Faults.told(context.getEnvironment()));
        }
    }
}
