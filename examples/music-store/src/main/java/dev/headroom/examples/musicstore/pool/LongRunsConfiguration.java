package dev.headroom.examples.musicstore.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** One pool for each kind of long run. Spring closes them before the store's, because they are made of it. */
@Configuration(proxyBeanMethods = false)
class LongRunsConfiguration {

    @Bean
    LongRuns paymentRuns(DataSource store) throws SQLException {
        return new LongRuns("payments", store.unwrap(HikariDataSource.class));
    }

    @Bean
    LongRuns reportRuns(DataSource store) throws SQLException {
        return new LongRuns("reports", store.unwrap(HikariDataSource.class));
    }

    /** Makes the store's data source ask for the pool of the long run that a thread is in. */
    @Bean
    static BeanPostProcessor longRunsFirst() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("dataSource") ? new LongRunsFirst((DataSource) bean) : bean;
            }
        };
    }

    private static final class LongRunsFirst extends DelegatingDataSource {

        LongRunsFirst(DataSource store) {
            super(store);
        }

        @Override
        public Connection getConnection() throws SQLException {
            DataSource longRun = LongRuns.current();
            return longRun == null ? super.getConnection() : longRun.getConnection();
        }
    }
}
