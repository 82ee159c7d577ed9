package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.hibernate.cfg.SchemaToolingSettings;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** A Spring application with songs 1 to 12, whose statements are recorded. */
final class SongStore implements AutoCloseable {

    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    final RecordingDataSource statements;
    final EntityManagerFactory entityManagerFactory;
    final SongRepository songs;
    final TransactionTemplate transactions;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    SongStore(Database database) {
        statements = new RecordingDataSource(database.dataSource());
        context.registerBean(DataSource.class, () -> statements, definition -> definition.setDestroyMethodName(""));
        context.register(Repositories.class);
        context.refresh();
        entityManagerFactory = context.getBean(EntityManagerFactory.class);
        songs = context.getBean(SongRepository.class);
        transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        songs.saveAll(LongStream.rangeClosed(1, 12).mapToObj(Song::new).toList());
    }

    Keyset<Song> keyset(SortKey... keys) {
        return keyset(List.of(keys));
    }

    Keyset<Song> keyset(List<SortKey> keys) {
        return Keyset.of(Song.class, keys)
                .cursors(CursorCodecs.signed(SECRET))
                .maxPageSize(100)
                .build(entityManagerFactory);
    }

    static List<Long> ids(Iterable<Song> songs) {
        List<Long> ids = new ArrayList<>();
        songs.forEach(song -> ids.add(song.id));
        return ids;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    // As Spring Boot has it: beans are proxied by subclasses.
    @EnableTransactionManagement(proxyTargetClass = true)
    @EnableJpaRepositories(considerNestedRepositories = true)
    static class Repositories {

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(dataSource);
            factory.setManagedTypes(PersistenceManagedTypes.of(Song.class.getName()));
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setJpaPropertyMap(Map.of(SchemaToolingSettings.HBM2DDL_AUTO, "create"));
            return factory;
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
            return new JpaTransactionManager(entityManagerFactory);
        }
    }
}
