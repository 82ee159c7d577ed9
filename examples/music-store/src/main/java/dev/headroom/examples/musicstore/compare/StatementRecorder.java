package dev.headroom.examples.musicstore.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Writes down what a thread sends to the database, while it asks for that; nothing at all otherwise. */
@Component
final class StatementRecorder implements QueryExecutionListener, BeanPostProcessor {

    private static final ThreadLocal<@Nullable List<RecordedStatement>> current = new ThreadLocal<>();

    /** What was read, and the statements that read it. */
    record Recording<T>(T result, List<RecordedStatement> statements) {}

    <T> Recording<T> record(Supplier<T> reading) {
        List<RecordedStatement> statements = new ArrayList<>();
        current.set(statements);
        try {
            return new Recording<>(reading.get(), List.copyOf(statements));
        } finally {
            current.remove();
        }
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        List<RecordedStatement> statements = current.get();
        if (statements != null) {
            queries.forEach(query -> statements.add(RecordedStatement.of(query)));
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool
                ? ProxyDataSourceBuilder.create(pool).listener(this).build()
                : bean;
    }
}
