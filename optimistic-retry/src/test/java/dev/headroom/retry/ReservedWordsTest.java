package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Gone;
import dev.headroom.retry.Outcome.Skipped;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Tables and columns with names of their own, words of SQL among them, and ids that are texts. */
@EachDatabase
class ReservedWordsTest {

    @Parameter
    Shop shop;

    static final class Shop extends RecordedStore {
        Shop(Database database) {
            super(database, Order.class);
        }
    }

    @Entity(name = "CustomerOrder")
    @Table(name = "`order`")
    static class Order {
        @Id
        @Column(name = "`key`")
        String number;

        @Version
        @Column(name = "`row version`")
        long version;

        @Column(name = "`group`")
        @Nullable String group;

        @Column(name = "`select`")
        int selected;
    }

    private VersionedUpdate<Order> update(String number) {
        return VersionedUpdates.of(shop.entityManagers)
                .policy(RetryPolicy.standard().onConflict(OnConflict.SKIP))
                .build()
                .update(Order.class, number);
    }

    private void order(String number) {
        Order order = new Order();
        order.number = number;
        shop.write(em -> em.persist(order));
    }

    private Order find(String number) {
        return Objects.requireNonNull(shop.read(em -> em.find(Order.class, number)));
    }

    @Test
    void areWrittenAndChecked() {
        order("A 1");
        Outcome outcome = update("A 1")
                .compute((order, patch) ->
                        patch.set("group", "from").add("selected", 2).ifUnchanged("group", "selected"));
        assertThat(outcome).isEqualTo(new Updated(1L, 1, 1, Set.of()));
        assertThat(find("A 1"))
                .returns("from", order -> order.group)
                .returns(2, order -> order.selected)
                .returns(1L, order -> order.version);
    }

    @Test
    void tellOfAnother() {
        order("A 2");
        Outcome outcome = update("A 2").compute((order, patch) -> {
            update("A 2").compute((same, other) -> other.set("group", "other's"));
            return patch.add("selected", 1);
        });
        assertThat(outcome).isEqualTo(new Skipped(new Conflict(0L, 1L, Set.of("group"))));
        assertThat(find("A 2").selected).isZero();
    }

    @Test
    void areDeletedIfNobodyChangedThem() {
        order("A 3");
        Outcome stale = update("A 3").compute((order, patch) -> {
            update("A 3").compute((same, other) -> other.add("selected", 1));
            return patch.delete();
        });
        assertThat(stale).isEqualTo(new Skipped(new Conflict(0L, 1L, Set.of("selected"))));
        assertThat(update("A 3").compute((order, patch) -> patch.delete()))
                .isEqualTo(new Updated(null, 1, 1, Set.of()));
        assertThat(update("A 3").compute((order, patch) -> patch.delete())).isEqualTo(new Gone());
    }
}
