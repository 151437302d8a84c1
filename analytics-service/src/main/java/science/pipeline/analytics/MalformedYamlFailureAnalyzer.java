package science.pipeline.analytics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.YAMLException;

/** Shows the place where an {@code application.yml} stops being YAML. */
@Order(0)
final class MalformedYamlFailureAnalyzer extends AbstractFailureAnalyzer<YAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, YAMLException cause) {
        return new FailureAnalysis(
                "application.yml cannot be read: " + cause.getMessage(),
                "Correct it there: two spaces for each level, no tabs, quotes around text with a colon.",
                cause);
    }
}
