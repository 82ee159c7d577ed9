package dev.headroom.examples.musicstore.compare;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Writes down what a thread sends to the database and what comes back, while it asks for that; nothing otherwise. */
@Component
public final class StatementRecorder implements QueryExecutionListener, BeanPostProcessor {

    private static final ThreadLocal<@Nullable Notes> current = new ThreadLocal<>();

    /**
     * What was read, and how.
     *
     * @param result what was read
     * @param statements that read it, one after the other
     * @param columns that they selected, all together
     * @param rows how many came back
     * @param bytes in which PostgreSQL sent them, see {@link ReceivedRows}
     */
    public record Recording<T>(T result, List<RecordedStatement> statements, int columns, long rows, long bytes) {}

    private record Notes(List<RecordedStatement> statements, ReceivedRows received) {}

    /**
     * Records what this thread reads.
     *
     * @param reading reads, and takes all rows
     * @return what it read, and how
     */
    public <T> Recording<T> record(Supplier<T> reading) {
        Notes notes = new Notes(new ArrayList<>(), new ReceivedRows());
        current.set(notes);
        try {
            return new Recording<>(
                    reading.get(),
                    List.copyOf(notes.statements()),
                    notes.received().columns(),
                    notes.received().rows(),
                    notes.received().bytes());
        } finally {
            current.remove();
        }
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        Notes notes = current.get();
        if (notes != null) {
            queries.forEach(query -> notes.statements().add(RecordedStatement.of(query)));
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool
                ? ProxyDataSourceBuilder.create(pool)
                        .listener(this)
                        .jdbcProxyFactory(new Results())
                        .proxyResultSet()
                        .build()
                : bean;
    }

    /** Counts rows while a thread records, and is not in the way of others. */
    private static final class Results extends JdkJdbcProxyFactory {

        @Override
        public ResultSet createResultSet(ResultSet rows, ConnectionInfo connection, ProxyConfig configuration) {
            Notes notes = current.get();
            try {
                return notes == null ? rows : notes.received().counting(rows);
            } catch (SQLException e) {
                throw new IllegalStateException("The result cannot be read", e);
            }
        }
    }
}
