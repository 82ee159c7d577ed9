package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That whoever listens to loads is told of those that a computation starts from. */
@EachDatabase
class LoadListenersTest {

    static final class Shop extends RecordedStore {

        final Database database;

        Shop(Database database) {
            super(database, Item.class, Label.class);
            this.database = database;
        }
    }

    @Parameter
    Shop shop;

    @Test
    void runsCallbacksOfTheEntity() {
        shop.write(em -> em.persist(new Item(1)));
        VersionedUpdates updates = VersionedUpdates.of(shop.entityManagers).build();
        updates.update(Item.class, 1L)
                .compute((item, patch) -> patch.set("price", item.whenLoaded + 1))
                .orElseThrow();
        Item item = shop.read(em -> em.find(Item.class, 1L));
        assertThat(item.price).isEqualTo(11);
    }

    @Test
    void tellsListenersOfTheFactory() {
        shop.write(em -> em.persist(new Label(1)));
        List<Object> told = new ArrayList<>();
        try (SessionFactoryImplementor factory = EntityManagerFactories.open(shop.database.dataSource(), Label.class)
                .unwrap(SessionFactoryImplementor.class)) {
            PostLoadEventListener listener = event -> told.add(event.getEntity());
            factory.getEventEngine().getListenerRegistry().appendListeners(EventType.POST_LOAD, listener);
            VersionedUpdates.of(factory)
                    .build()
                    .update(Label.class, 1L)
                    .compute((label, patch) -> patch.set("text", "new"))
                    .orElseThrow();
        }
        assertThat(told).hasSize(1);
    }

    @Entity(name = "Item")
    static class Item {

        @Id
        long id;

        @Version
        int version;

        int price = 10;

        @Transient
        int whenLoaded;

        protected Item() {}

        Item(long id) {
            this.id = id;
        }

        @PostLoad
        void loaded() {
            whenLoaded = price;
        }
    }

    @Entity(name = "Label")
    static class Label {

        @Id
        long id;

        @Version
        int version;

        String text = "old";

        protected Label() {}

        Label(long id) {
            this.id = id;
        }
    }
}
