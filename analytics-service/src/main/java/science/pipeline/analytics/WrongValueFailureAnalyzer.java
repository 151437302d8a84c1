package science.pipeline.analytics;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says what was expected where a key has a value that it cannot have. */
@Order(0) // before Boot's own, which show how the value is bound rather than what it may be
final class WrongValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    /** Those of the server are filled from ours. */
    private static final Set<String> OURS = Set.of("analytics", "pipeline", "server");

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Duration.class, "a duration such as 500ms, 10s or 5m",
            DataSize.class, "a size such as 256MB or 1GB",
            Double.class, "a number",
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Boolean.class, "true or false",
            InetAddress.class, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!OURS.contains(cause.getName().getElement(0, Form.DASHED))) {
            return null;
        }
        BindValidationException invalid = findCause(cause, BindValidationException.class);
        if (invalid != null) {
            String prefix = cause.getName().getElement(0, Form.DASHED);
            return analysis(
                    invalid.getValidationErrors().getAllErrors().stream()
                            .map(error -> invalid(prefix, error))
                            .collect(Collectors.joining(System.lineSeparator())),
                    cause);
        }
        ConversionFailedException unreadable = findCause(cause, ConversionFailedException.class);
        Object value =
                cause.getProperty() == null ? "a value" : cause.getProperty().getValue();
        return unreadable == null
                ? analysis(cause.getName() + ": found '" + value + "', expected keys below it", cause)
                : analysis(unreadable(cause, unreadable), cause);
    }

    private static FailureAnalysis analysis(String description, BindException cause) {
        return new FailureAnalysis(description, "Correct the value, then start again.", cause);
    }

    private static String invalid(String prefix, ObjectError error) {
        if (error instanceof FieldError field) {
            String key = field.getField().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            return prefix + "." + key + ": found '" + field.getRejectedValue() + "', which "
                    + field.getDefaultMessage();
        }
        return prefix + ": " + error.getDefaultMessage();
    }

    private static String unreadable(BindException cause, ConversionFailedException unreadable) {
        String key = cause.getName().toString().replaceFirst("^server\\.", "analytics.");
        return key + ": found '" + unreadable.getValue() + "', expected "
                + expected(unreadable.getTargetType().getResolvableType());
    }

    private static String expected(ResolvableType target) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.toClass());
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return EXPECTED.getOrDefault(type, type.getSimpleName());
    }
}
