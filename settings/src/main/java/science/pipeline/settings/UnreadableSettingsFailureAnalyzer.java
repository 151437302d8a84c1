package science.pipeline.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;

/**
 * Where Spring stops while it reads options, files and profiles, somebody wrote what it cannot read: its sentences are
 * shown without the way it took.
 */
@Order // after all that know more
final class UnreadableSettingsFailureAnalyzer implements FailureAnalyzer {

    private static final List<String> READERS = List.of(
            "org.springframework.core.env.SimpleCommandLineArgsParser",
            "org.springframework.boot.context.config.",
            "org.springframework.boot.support.SpringApplicationJson");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        boolean isWhileReading = Stream.of(failure.getStackTrace())
                .anyMatch(frame -> READERS.stream().anyMatch(frame.getClassName()::startsWith));
        if (!isWhileReading) {
            return null;
        }
        Set<String> sentences = new LinkedHashSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            sentences.add(String.valueOf(cause.getMessage()));
        }
        return new FailureAnalysis(
                String.join(": ", sentences),
                "Correct the option, the environment variable or the file that it speaks of, then start again.",
                failure);
    }
}
