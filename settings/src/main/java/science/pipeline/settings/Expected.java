package science.pipeline.settings;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** What a value of a type may be, in a person's words. */
final class Expected {

    private static final Map<Class<?>, String> WORDS = Map.of(
            Duration.class, "a duration such as 500ms, 10s or 5m",
            DataSize.class, "a size such as 256MB or 1GB",
            Double.class, "a number",
            Float.class, "a number",
            Boolean.class, "true or false",
            Path.class, "a path that this machine can name",
            InetAddress.class, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");

    private Expected() {}

    /** Types of our own say themselves what they expect; a path may fail for want of letters. */
    static String of(ConversionFailedException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof InvalidPathException || failed.getTargetType().getType() == Path.class) {
            return Surroundings.pathThatCanBeNamed();
        }
        ResolvableType type = failed.getTargetType().getResolvableType();
        String message = String.valueOf(cause == null ? null : cause.getMessage());
        return message.startsWith("expected ") ? message.substring("expected ".length()) : of(type);
    }

    static String of(ResolvableType type) {
        Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
        if (wanted.isEnum()) {
            return Stream.of(wanted.getEnumConstants())
                    .map(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (WORDS.containsKey(wanted)) {
            return WORDS.get(wanted);
        }
        return Number.class.isAssignableFrom(wanted)
                ? "a whole number that fits " + wanted.getSimpleName().toLowerCase(Locale.ROOT)
                : "a " + wanted.getSimpleName();
    }
}
