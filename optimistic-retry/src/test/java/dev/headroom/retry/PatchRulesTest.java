package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.retry.Bank.Account;
import dev.headroom.retry.Bank.Address;
import dev.headroom.retry.Outcome.Unchanged;
import dev.headroom.retry.Outcome.Updated;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What a patch may say, and what it says is done. */
@EachDatabase
class PatchRulesTest {

    @Parameter
    Shop shop;

    static final class Shop extends RecordedStore {
        final Bank bank;

        Shop(Database database) {
            super(database, Item.class, AsText.class);
            bank = new Bank(database);
        }

        @Override
        public void close() {
            bank.close();
            super.close();
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;

        @Version
        int version;

        @Nullable Integer stock;

        int sold;
        long seen;
        short rank;
        double weight;
        BigDecimal price = BigDecimal.ONE;

        @Nullable String name;

        @Column(nullable = false)
        String code = "c";

        @Convert(converter = AsText.class)
        int points = 1;
    }

    @Converter
    static class AsText implements AttributeConverter<Integer, String> {
        @Override
        public String convertToDatabaseColumn(Integer points) {
            return points + " points";
        }

        @Override
        public Integer convertToEntityAttribute(String text) {
            return Integer.valueOf(text.substring(0, text.indexOf(' ')));
        }
    }

    @BeforeEach
    void fill() {
        shop.write(em -> {
            em.createQuery("delete from Item").executeUpdate();
            Item item = new Item();
            item.id = 1L;
            em.persist(item);
        });
        shop.statements.clear();
    }

    private Outcome patch(BiFunction<Item, Patch<Item>, Patch<Item>> function) {
        return VersionedUpdates.of(shop.entityManagers)
                .build()
                .update(Item.class, 1L)
                .compute(function);
    }

    private Item item() {
        return shop.read(em -> em.find(Item.class, 1L));
    }

    @Test
    void sumsOfOneAttributeAreOneSum() {
        assertThat(patch((item, patch) -> patch.add("sold", 5)
                        .add("sold", 6L)
                        .add("weight", 0.5)
                        .add("weight", 1)
                        .add("price", 2)))
                .isInstanceOf(Updated.class);
        assertThat(item()).returns(11, item -> item.sold).returns(1.5, item -> item.weight);
        assertThat(item().price).isEqualByComparingTo("3");
    }

    @Test
    void nullHasNoSum() {
        assertThatThrownBy(() -> patch((item, patch) -> patch.add("stock", 5)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessage(
                        "The patch of Item: add(\"stock\", …) finds no number there, but null, and null and a number"
                                + " are null; look at the entity, and set the attribute where it is null.");
        patch((item, patch) -> patch.set("stock", 5));
        patch((item, patch) -> patch.add("stock", 5));
        assertThat(item().stock).isEqualTo(10);
    }

    @Test
    void onlyNumbersHaveSums() {
        assertThatThrownBy(() -> patch((item, patch) -> patch.add("name", 5)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessage(
                        "The patch of Item: add(\"name\", …) needs a number, and \"name\" of Item is of java.lang.String; set it.");
    }

    @Test
    void sumsFit() {
        patch((item, patch) ->
                patch.set("sold", Integer.MAX_VALUE).set("seen", Long.MAX_VALUE).set("rank", Short.MIN_VALUE));
        for (String attribute : new String[] {"sold", "seen"}) {
            assertThatThrownBy(() -> patch((item, patch) -> patch.add(attribute, 1)))
                    .isInstanceOf(InvalidUpdateException.class)
                    .hasMessageContaining("add(\"" + attribute + "\", …)")
                    .hasMessageContaining("of that value");
        }
        assertThatThrownBy(() -> patch((item, patch) -> patch.add("rank", -1)))
                .isInstanceOf(InvalidUpdateException.class);
        assertThatThrownBy(() ->
                        patch((item, patch) -> patch.add("seen", Long.MAX_VALUE).add("seen", Long.MAX_VALUE)))
                .isInstanceOf(InvalidUpdateException.class);
    }

    /** The database cannot add to a text. */
    @Test
    void sumsOfConvertedNumbersAreConverted() {
        assertThat(patch((item, patch) -> patch.add("points", 41))).isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(item().points).isEqualTo(42);
    }

    @Test
    void anAttributeIsWrittenOnce() {
        assertThatThrownBy(() -> patch((item, patch) -> patch.set("sold", 5).add("sold", 6)))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("\"sold\" and \"sold\"")
                .hasMessageContaining("write one of them");
        shop.bank.account(1);
        assertThatThrownBy(() -> shop.bank
                        .updates()
                        .update(Account.class, 1L)
                        .compute((account, patch) -> patch.set("address", new Address("Graz", "Ring"))
                                .set("address.city", "Linz")))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessageContaining("\"address\" and \"address.city\"");
    }

    @Test
    void whatIsNeverNullIsNotSetToNull() {
        for (String attribute : new String[] {"sold", "code"}) {
            assertThatThrownBy(() -> patch((item, patch) -> patch.set(attribute, null)))
                    .isInstanceOf(InvalidUpdateException.class)
                    .hasMessageContaining("never null");
        }
    }

    @Test
    void changesOfTheEntityItselfAreNoticed() {
        assertThatThrownBy(() -> patch((item, patch) -> {
                    item.name = "lost";
                    return patch;
                }))
                .isInstanceOf(InvalidUpdateException.class)
                .hasMessage(
                        "The function has changed [name] in the Item that it was given, which is not written: say so"
                                + " in the patch that it returns, by set(…) or add(…).");
        assertThatThrownBy(() -> patch((item, patch) -> {
                    item.name = "lost";
                    return patch.set("sold", 1);
                }))
                .isInstanceOf(InvalidUpdateException.class);
        assertThat(item()).returns(null, item -> item.name).returns(0, item -> item.sold);
    }

    @Test
    void theEntityMayBeUsedToComputeThePatch() {
        patch((item, patch) -> {
            item.sold += 3;
            return patch.set("sold", item.sold);
        });
        assertThat(item().sold).isEqualTo(3);
    }

    @Test
    void whatIsThereAlreadyIsNotWritten() {
        assertThat(patch((item, patch) -> patch.set("code", "c")
                        .set("price", new BigDecimal("1.00"))
                        .add("sold", 0)))
                .isEqualTo(new Unchanged(0));
        assertThat(shop.statements.statements()).hasSize(1);
    }

    @Test
    void namesAreNotNull() {
        assertThatThrownBy(() -> patch((item, patch) -> patch.ifUnchanged((String) null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("attributes");
        VersionedUpdates updates = VersionedUpdates.of(shop.entityManagers).build();
        assertThatThrownBy(() -> updates.update(Item.class, 1L).dependsOn((String) null))
                .hasMessage("attributes");
        assertThatThrownBy(() -> updates.updateAll(Item.class, java.util.Arrays.asList(1L, null)))
                .hasMessage("ids");
    }
}
