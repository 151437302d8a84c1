package science.pipeline.settings;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** What stands on the command line and is no option: nobody would read it. */
final class StrayArguments {

    private StrayArguments() {}

    static List<Fault> faults(ConfigurableEnvironment environment) {
        PropertySource<?> commandLine =
                environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        Object stray = commandLine == null
                ? null
                : commandLine.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
        return stray == null || stray.toString().isEmpty()
                ? List.of()
                : Stream.of(stray.toString().split(","))
                        .map(StrayArguments::fault)
                        .toList();
    }

    private static Fault fault(String argument) {
        String bare = argument.replaceFirst("^([-\u2010-\u2015]D?)+", "");
        return new Fault(
                argument,
                "an argument that is no option",
                bare.contains("=") ? "--" + bare : "--KEY=VALUE; a file to replay is --producer.replay.file=" + bare,
                "on the command line");
    }
}
