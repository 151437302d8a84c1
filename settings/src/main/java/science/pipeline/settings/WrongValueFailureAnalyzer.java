package science.pipeline.settings;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Where one value cannot be had: says what is wrong with all of them. */
@Order(0) // before Boot's own, which show the first, and how it is bound rather than what it may be
final class WrongValueFailureAnalyzer implements FailureAnalyzer {

    /** The server's are filled from ours. */
    private static final Set<String> FILLED = Set.of("server.port", "server.address");

    private final @Nullable Environment environment;

    WrongValueFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause == null || !(environment instanceof ConfigurableEnvironment known)) {
            return null;
        }
        String told = Faults.told(known);
        if (told.isEmpty()) {
            told = overSeveralKeys(cause);
        }
        return told.isEmpty() ? null : new FailureAnalysis(told, "Correct it there, then start again.", failure);
    }

    private static @Nullable Throwable cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind && isOurs(bind.getName().toString())
                    || cause instanceof InvalidConfigurationPropertyValueException value && isOurs(value.getName())) {
                return cause;
            }
        }
        return null;
    }

    private static boolean isOurs(String name) {
        return FILLED.contains(name)
                || OwnKeys.all().keySet().stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
    }

    private static String overSeveralKeys(Throwable cause) {
        Throwable validation = cause;
        while (validation != null && !(validation instanceof BindValidationException)) {
            validation = validation.getCause();
        }
        return cause instanceof BindException bind && validation instanceof BindValidationException invalid
                ? invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> sentence(bind.getName().toString(), error))
                        .collect(Collectors.joining(System.lineSeparator()))
                : "";
    }

    /** A check over several keys is reported as a key of its own, which nobody wrote. */
    private static String sentence(String root, ObjectError error) {
        int dot = error instanceof FieldError field ? field.getField().lastIndexOf('.') : -1;
        String key =
                dot < 0 ? root : root + "." + ((FieldError) error).getField().substring(0, dot);
        return key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ": " + error.getDefaultMessage();
    }
}
