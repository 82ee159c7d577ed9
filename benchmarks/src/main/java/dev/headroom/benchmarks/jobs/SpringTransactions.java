package dev.headroom.benchmarks.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that belong to threads, for libraries which join those: they get their connections from {@link #joining}. */
final class SpringTransactions {

    private final DataSource dataSource;
    private final TransactionAwareDataSourceProxy joining;
    private final TransactionTemplate template;

    SpringTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
        this.joining = new TransactionAwareDataSourceProxy(dataSource);
        this.template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    DataSource joining() {
        return joining;
    }

    /** Does something in a transaction. */
    void run(Orders.Work work) {
        template.executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                work.run(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("The transaction failed.", e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        });
    }
}
