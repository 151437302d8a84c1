package science.pipeline.producer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says what was expected where a key has a value that it cannot have. */
@Order(0) // before Boot's own, which show how the value is bound rather than what it may be
final class WrongProducerValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("producer");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!OURS.equals(cause.getName()) && !OURS.isAncestorOf(cause.getName())) {
            return null;
        }
        BindValidationException invalid = findCause(cause, BindValidationException.class);
        if (invalid != null) {
            return analysis(
                    invalid.getValidationErrors().getAllErrors().stream()
                            .map(WrongProducerValueFailureAnalyzer::invalid)
                            .collect(Collectors.joining(System.lineSeparator())),
                    cause);
        }
        ConversionFailedException unreadable = findCause(cause, ConversionFailedException.class);
        return unreadable == null ? null : analysis(unreadable(cause, unreadable), cause);
    }

    private static FailureAnalysis analysis(String description, BindException cause) {
        return new FailureAnalysis(description, "Correct the value, then start again.", cause);
    }

    private static String invalid(ObjectError error) {
        if (error instanceof FieldError field) {
            String key =
                    "producer." + field.getField().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            // A check over several keys is reported as a key of its own, without a value.
            return field.getRejectedValue() == null || field.getRejectedValue() instanceof Boolean
                    ? key.substring(0, key.lastIndexOf('.')) + ": " + field.getDefaultMessage()
                    : key + ": found " + field.getRejectedValue() + ", " + field.getDefaultMessage();
        }
        return "producer: " + error.getDefaultMessage();
    }

    private static String unreadable(BindException cause, ConversionFailedException unreadable) {
        // Of a map, the property that Boot names is not always the one that failed.
        String from = Optional.ofNullable(cause.getProperty())
                .filter(property -> property.getName().equals(cause.getName()))
                .map(Origin::from)
                .map(origin -> " (from " + origin + ")")
                .orElse("");
        return cause.getName() + ": found \"" + unreadable.getValue() + "\"" + from + ", " + expected(unreadable);
    }

    private static String expected(ConversionFailedException unreadable) {
        Class<?> type = unreadable.getTargetType().getObjectType();
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "expected one of ", ""));
        }
        if (Number.class.isAssignableFrom(type)) {
            boolean real = type == Double.class || type == Float.class;
            return real
                    ? "expected a number"
                    : "expected a whole number that fits "
                            + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        if (type == Boolean.class) {
            return "expected true or false";
        }
        // Types of our own say themselves what they expect.
        return Optional.ofNullable(unreadable.getCause().getMessage()).orElse("expected " + type.getSimpleName());
    }
}
