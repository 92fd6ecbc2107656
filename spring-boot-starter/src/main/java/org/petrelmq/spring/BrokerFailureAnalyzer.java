package org.petrelmq.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, and not by a stack trace, why there is no broker. */
final class BrokerFailureAnalyzer extends AbstractFailureAnalyzer<BrokerNotOpenedException> {

    /** Used by Spring. */
    BrokerFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokerNotOpenedException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Look at the petrel.* properties and at beans of the type PetrelBrokerCustomizer. A directory is one process's at a time.",
                cause);
    }
}
