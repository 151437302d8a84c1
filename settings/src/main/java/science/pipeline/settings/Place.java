package science.pipeline.settings;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.io.Resource;

/** Where a value stands, in a person's words. */
final class Place {

    private Place() {}

    static String of(@Nullable Origin origin) {
        if (origin instanceof TextResourceOrigin text) {
            return file(text.getResource())
                    + (text.getLocation() == null
                            ? ""
                            : ", line " + (text.getLocation().getLine() + 1));
        }
        if (origin instanceof SystemEnvironmentOrigin variable) {
            return "environment variable " + variable.getProperty();
        }
        if (origin instanceof PropertySourceOrigin source && source.getOrigin() != null) {
            return of(source.getOrigin());
        }
        if (origin instanceof PropertySourceOrigin source) {
            String name = source.getPropertySource().getName();
            return switch (name) {
                case CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME -> "on the command line";
                case "systemEnvironment" -> "environment variable " + source.getPropertyName();
                case "systemProperties" -> "a property of the JVM, -D" + source.getPropertyName();
                default -> name;
            };
        }
        return origin == null ? "" : origin.toString();
    }

    private static String file(@Nullable Resource resource) {
        if (resource == null) {
            return "a file";
        }
        try {
            return resource.getFile().getAbsoluteFile().toPath().normalize().toString();
        } catch (IOException inAJar) {
            return "the " + resource.getFilename() + " that this program brings";
        }
    }
}
