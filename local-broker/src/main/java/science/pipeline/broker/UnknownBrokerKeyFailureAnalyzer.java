package science.pipeline.broker;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which keys there are when somebody has written one that there is not. */
final class UnknownBrokerKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        StringBuilder found = new StringBuilder();
        for (ConfigurationProperty unknown : cause.getUnboundProperties()) {
            if (!unknown.getName().toString().startsWith("broker.")) {
                return null;
            }
            found.append("%s: there is no such key (value %s, from %s).%n"
                    .formatted(unknown.getName(), unknown.getValue(), unknown.getOrigin()));
        }
        return new FailureAnalysis(found.toString().strip(), "Expected one of: " + keys() + ".", cause);
    }

    private static String keys() {
        return String.join(
                ", ",
                Stream.of(BrokerProperties.class.getRecordComponents())
                        .map(key -> "broker."
                                + key.getName().replaceAll("([A-Z])", "-$1").toLowerCase())
                        .toList());
    }
}
