package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreProperties;
import dev.headroom.examples.musicstore.StoreRefusedException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Chooses the database: the user's own if there is a URL, the embedded server otherwise. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String URL = "spring.datasource.url";

    @Bean
    @Conditional(NoDatabaseOfTheUser.class)
    StoreDirectory storeDirectory(StoreProperties properties) {
        return StoreDirectory.open(properties.dataDirectoryPath());
    }

    /** The pool depends on this bean, so Spring closes the pool first and then the server. */
    @Bean
    @Conditional(NoDatabaseOfTheUser.class)
    EmbeddedServer embeddedServer(StoreDirectory directory) {
        return EmbeddedServer.start(directory);
    }

    @Bean
    @Conditional(NoDatabaseOfTheUser.class)
    JdbcConnectionDetails connectionDetails(EmbeddedServer server) {
        return new EmbeddedConnectionDetails(server.jdbcUrl());
    }

    /** Runs before any connection is tried, so that the reader sees this message and not a missing driver. */
    @Bean
    static BeanFactoryPostProcessor onlyPostgresql(Environment environment) {
        return factory -> {
            String url = environment.getProperty(URL, "");
            if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                throw new StoreRefusedException(
                        URL + " does not start with \"jdbc:postgresql:\".",
                        "The music store runs on PostgreSQL only: give the URL of an empty PostgreSQL database, or leave"
                                + " the URL out to use the embedded server.");
            }
        };
    }

    private record EmbeddedConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public String getUsername() {
            return EmbeddedServer.USER;
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    static final class NoDatabaseOfTheUser extends NoneNestedConditions {

        NoDatabaseOfTheUser() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(URL)
        static final class UrlIsSet {}
    }
}
