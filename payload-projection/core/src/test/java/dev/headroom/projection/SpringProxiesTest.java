package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Chain.Album;
import dev.headroom.projection.Chain.Artist;
import dev.headroom.projection.Chain.Label;
import dev.headroom.projection.Chain.Track;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Every public method with the proxies that Spring hands out, inside and outside of a transaction. */
@EachDatabase
class SpringProxiesTest {

    static final class Spring implements AutoCloseable {

        final Database database;
        private final LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
        final EntityManagerFactory factory;
        final EntityManager shared;
        final TransactionTemplate transactions;
        final Projection<Album, Item> items;
        final Projection<Track, Only> only;

        Spring(Database database) {
            this.database = database;
            try (Chain chain = new Chain(database)) {
                chain.fill();
            }
            bean.setDataSource(database.dataSource());
            bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            bean.setPersistenceProvider(new HibernatePersistenceProvider());
            bean.setManagedTypes(PersistenceManagedTypes.of(
                    Track.class.getName(),
                    Album.class.getName(),
                    Artist.class.getName(),
                    Label.class.getName(),
                    Chain.Credit.class.getName()));
            bean.afterPropertiesSet();
            factory = Objects.requireNonNull(bean.getObject());
            shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
            transactions = new TransactionTemplate(new JpaTransactionManager(factory));
            items = Projection.of(Album.class, Item.class).build(factory);
            only = Projection.of(Track.class, Only.class).build(factory);
        }

        @Override
        public void close() {
            bean.destroy();
        }
    }

    @Parameter
    Spring spring;

    record Item(long id, @Select("artist.name") @Nullable String artist, List<Only> tracks) {}

    record Only(long id) {}

    @Test
    void readsWithinATransaction() {
        spring.transactions.executeWithoutResult(status -> readsAll());
        spring.transactions.executeWithoutResult(status -> {
            List<Item> streamed = new ArrayList<>();
            spring.items.query(spring.shared).orderBy("id").forEach(2, streamed::add);
            assertThat(streamed).extracting(Item::id).containsExactly(1L, 2L, 3L);
            assertThat(spring.items
                            .query(spring.shared)
                            .writeTo(new TextRows(), 2)
                            .rows())
                    .isEqualTo(3);
        });
        assertThat(spring.database.borrowedConnections()).isZero();
    }

    @Test
    void readsOutsideOfATransaction() {
        readsAll();
        assertThatThrownBy(() -> spring.items.query(spring.shared).forEach(2, item -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a transaction");
        assertThatThrownBy(() -> spring.items.query(spring.shared).writeTo(new TextRows(), 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a transaction");
        assertThat(spring.database.borrowedConnections()).isZero();
    }

    @Test
    void seesWhatItsTransactionWrote() {
        spring.transactions.executeWithoutResult(status -> {
            spring.shared.find(Artist.class, 1L).name = "other";
            assertThat(spring.items
                            .query(spring.shared)
                            .where("e.id = 1", Map.of())
                            .one())
                    .hasValueSatisfying(item -> assertThat(item.artist()).isEqualTo("other"));
            status.setRollbackOnly();
        });
    }

    private void readsAll() {
        ProjectionQuery<Album, Item> query = spring.items.query(spring.shared).orderBy("id");
        assertThat(query.list()).hasSize(3).startsWith(new Item(1, "artist 1", List.of(new Only(1), new Only(2))));
        assertThat(query.limit(1).offset(1).list()).extracting(Item::id).containsExactly(2L);
        assertThat(query.where((album, cb) -> cb.equal(album.get("id"), 3)).one())
                .hasValueSatisfying(item -> assertThat(item.artist()).isNull());
        assertThat(query.fields(FieldMask.parse("tracks")).list()).hasSize(3);
        TextRows out = new TextRows();
        assertThat(query.writeTo(out).rows()).isEqualTo(3);
        assertThat(out.complete).isTrue();
        assertThat(spring.items.statements(FieldMask.all())).hasSize(2);
        CriteriaQuery<Object[]> criteria = spring.shared.getCriteriaBuilder().createQuery(Object[].class);
        Root<Track> track = criteria.from(Track.class);
        criteria.select(spring.shared
                .getCriteriaBuilder()
                .array(spring.only.selections(track, spring.shared.getCriteriaBuilder())));
        assertThat(spring.shared.createQuery(criteria).getResultList())
                .extracting(spring.only::map)
                .hasSize(6);
    }
}
