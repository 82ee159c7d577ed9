package dev.headroom.examples.musicstore;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that the user's own database is not there, or does not let the store in. */
final class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException failure) {
        String state = failure.getSQLState();
        boolean unreachable =
                state != null && (state.startsWith("08") || state.startsWith("28") || state.equals("3D000"));
        return unreachable
                ? new FailureAnalysis(
                        "No connection to the database: " + failure.getMessage(),
                        "Check spring.datasource.url, spring.datasource.username and spring.datasource.password, or leave"
                                + " the URL out to use the embedded server.",
                        failure)
                : null;
    }
}
