package dev.headroom.examples.musicstore.compare;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * A statement as it was sent.
 *
 * @param sql with question marks
 * @param parameters the calls that set them
 */
public record RecordedStatement(String sql, List<ParameterSetOperation> parameters) {

    static RecordedStatement of(QueryInfo query) {
        List<List<ParameterSetOperation>> batches = query.getParametersList();
        return new RecordedStatement(query.getQuery(), batches.isEmpty() ? List.of() : List.copyOf(batches.get(0)));
    }

    /** A setter's arguments are the parameter's number, its value, and perhaps more. */
    List<String> values() {
        return parameters.stream()
                .map(parameter -> String.valueOf(parameter.getArgs()[1]))
                .toList();
    }

    /** Sets the same parameters of another statement. */
    void bind(PreparedStatement statement) throws SQLException {
        for (ParameterSetOperation parameter : parameters) {
            try {
                parameter.getMethod().invoke(statement, parameter.getArgs());
            } catch (ReflectiveOperationException e) {
                throw new SQLException("Cannot repeat " + parameter.getMethod(), e);
            }
        }
    }
}
