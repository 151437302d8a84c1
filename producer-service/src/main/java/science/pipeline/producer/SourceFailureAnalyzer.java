package science.pipeline.producer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import science.pipeline.producer.source.SourceException;

/** Turns a source that cannot be opened into one readable message instead of a stack trace. */
final class SourceFailureAnalyzer extends AbstractFailureAnalyzer<SourceException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SourceException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct the file or the key that it names, then start again.", cause);
    }
}
