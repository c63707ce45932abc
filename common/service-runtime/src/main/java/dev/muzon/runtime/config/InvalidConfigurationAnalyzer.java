package dev.muzon.runtime.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Message to the operator with every problem and the names to set, instead of a stack trace. */
final class InvalidConfigurationAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
        int count = cause.remedies().size();
        String description =
                "The configuration has " + count + (count == 1 ? " problem:\n\n" : " problems:\n\n") + cause.report();
        return new FailureAnalysis(description, "Set what is named above in the environment and start again.", cause);
    }
}
