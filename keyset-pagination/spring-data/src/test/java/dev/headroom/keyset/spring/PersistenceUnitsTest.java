package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Applications whose factories are plain beans, and several. */
@ExtendWith(ServersExtension.class)
class PersistenceUnitsTest {

    @Test
    void readsWithTheFactoryThatMapsTheEntity(Servers servers) {
        EntityManagerFactory songs = factory(servers, Song.class);
        songs.runInTransaction(em -> em.persist(new Song(1)));

        assertThat(firstPage(songs, factory(servers, Other.class))).hasSize(1);
    }

    @Test
    void doesNotGuessAmongFactoriesThatMapTheEntity(Servers servers) {
        EntityManagerFactory songs = factory(servers, Song.class);
        EntityManagerFactory more = factory(servers, Song.class, Other.class);

        assertThatThrownBy(() -> firstPage(songs, more))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Song is mapped by 2 EntityManagerFactory beans");
    }

    private static EntityManagerFactory factory(Servers servers, Class<?>... entities) {
        Database database = servers.database(DatabaseKind.H2);
        return database.entityManagerFactory(entities);
    }

    private static KeysetPage<Song> firstPage(EntityManagerFactory first, EntityManagerFactory second) {
        Keyset<Song> byId = Keyset.of(Song.class)
                .cursors(CursorCodecs.signed(SongStore.SECRET))
                .build(first);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            // The databases close them.
            context.registerBean("first", EntityManagerFactory.class, () -> first, bean -> {
                bean.setDestroyMethodName("");
                bean.setPrimary(true);
            });
            context.registerBean(
                    "second", EntityManagerFactory.class, () -> second, bean -> bean.setDestroyMethodName(""));
            context.register(Repositories.class);
            context.refresh();
            return context.getBean(SongRepository.class).page(byId, KeysetRequest.first(5));
        }
    }

    @Configuration
    @EnableJpaRepositories(entityManagerFactoryRef = "first")
    static class Repositories {

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory first) {
            return new JpaTransactionManager(first);
        }
    }

    @Entity
    static class Other {

        @Id
        Long id;
    }
}
