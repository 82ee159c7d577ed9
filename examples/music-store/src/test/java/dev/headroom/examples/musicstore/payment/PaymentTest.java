package dev.headroom.examples.musicstore.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.retry.VersionedUpdates;
import dev.headroom.retry.effects.EffectLog;
import dev.headroom.retry.exception.InsideTransactionException;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Payments on the real store, by versioned updates and by row locks. */
@ExtendWith(SharedStore.class)
class PaymentTest {

    private static final Duration CHARGE = Duration.ofMillis(5);

    private final PaymentRunner runner;
    private final VersionedPayments versioned;
    private final RowLockPayments rowLocks;
    private final PaymentBook book;
    private final SimulatedProvider provider;
    private final RunningStore store;

    PaymentTest(RunningStore store) {
        this.store = store;
        this.runner = store.bean(PaymentRunner.class);
        this.versioned = store.bean(VersionedPayments.class);
        this.rowLocks = store.bean(RowLockPayments.class);
        this.book = store.bean(PaymentBook.class);
        this.provider = store.bean(SimulatedProvider.class);
    }

    /** Ten answers are lost, and the provider is asked what became of their charges. */
    @Test
    void aHundredVersionedPaymentsAreAHundredCharges() throws Exception {
        PaymentMeasurement measured = runner.run(versioned::pay, new PaymentTerms(100, 5), () -> {});

        assertThat(measured.paid()).isEqualTo(100);
        assertThat(measured.charges()).isEqualTo(100);
        assertThat(measured.chargedTwice()).isZero();
        assertThat(measured.received()).isEqualByComparingTo("99.00");
    }

    @Test
    void rowLocksChargeAgainWhatTheyForgotWithTheirTransaction() throws Exception {
        PaymentMeasurement measured = runner.run(rowLocks::pay, new PaymentTerms(100, 5), () -> {});

        assertThat(measured.paid()).isEqualTo(100);
        assertThat(measured.charges()).isEqualTo(110);
        assertThat(measured.chargedTwice()).isEqualTo(10);
        assertThat(measured.received()).isEqualByComparingTo("99.00");
    }

    /** Only when all are in the provider at once does it answer any. */
    @Test
    void versionedPaymentsHoldNothingWhileTheProviderWorks() throws Exception {
        try (Observation observation = store.bean(PaymentObserver.class).observe()) {
            observation.end();
            WaitingProvider waiting = new WaitingProvider(30, observation);
            VersionedPayments payments =
                    new VersionedPayments(store.bean(VersionedUpdates.class), store.bean(EffectLog.class), waiting);
            PaymentMeasurement measured = runner.run(payments::pay, new PaymentTerms(30, 1), () -> {});

            assertThat(measured.paid()).isEqualTo(30);
            assertThat(waiting.locks()).isZero();
            assertThat(waiting.leastConnections()).isZero();
        }
    }

    @Test
    void rowLocksHoldAllThatThePoolHas() throws Exception {
        PaymentMeasurement measured = runner.run(rowLocks::pay, new PaymentTerms(24, 100), () -> {});

        assertThat(measured.connections().most()).isEqualTo(8);
        assertThat(measured.locks().most()).isEqualTo(8);
        assertThat(measured.connections().milliseconds()).isGreaterThan(90);
        assertThat(measured.locks().milliseconds()).isGreaterThan(90);
        // Behind those who came before, or at least behind one of them.
        assertThat(measured.longestRead()).isGreaterThan(90);
    }

    /** As if the process had ended between the charge and the update. */
    @Test
    void aChargeWithoutItsUpdateIsNotRepeated() {
        List<Long> ids = book.open(100);
        provider.begin(CHARGE);
        EffectLog effects = store.bean(EffectLog.class);
        for (long id : ids.subList(0, 5)) {
            effects.forKey("payment-" + id).once("charge", key -> provider.charge(key, BigDecimal.ONE));
        }
        assertThat(book.paid()).isZero();
        ids.stream().parallel().forEach(id -> payTwiceIfNeeded(id));
        ids.forEach(versioned::pay);

        assertThat(book.paid()).isEqualTo(100);
        assertThat(provider.charges()).isEqualTo(100);
        assertThat(book.received()).isEqualByComparingTo("99.00");
    }

    private void payTwiceIfNeeded(long id) {
        try {
            versioned.pay(id);
        } catch (AnswerLostException lost) {
            versioned.pay(id);
        }
    }

    @Test
    void isRefusedInATransactionOfSpring() {
        long id = book.open(1).get(0);
        provider.begin(CHARGE);

        assertThatThrownBy(() -> inTransaction(() -> versioned.pay(id)))
                .isInstanceOf(InsideTransactionException.class)
                .hasMessageContaining("update(…).compute(…)");
        assertThat(provider.charges()).isZero();
    }

    /** Spring tells JPA's Hibernate nothing of a current session: this is why the configuration names Spring's test. */
    @Test
    void aTransactionOfSpringIsNotNoticedUnlessSpringIsAsked() {
        EntityManagerFactory factory = store.bean(EntityManagerFactory.class);
        VersionedPayments untold = new VersionedPayments(
                VersionedUpdates.of(factory).build(), EffectLog.of(factory).build(), provider);
        long id = book.open(1).get(0);
        provider.begin(CHARGE);
        inTransaction(() -> untold.pay(id));

        assertThat(provider.charges()).isEqualTo(1);
        assertThat(book.paid()).isEqualTo(1);
    }

    /** Comments may differ: Flyway refuses a migration whose text has changed, even in a comment. */
    @Test
    void theMigrationHasTheTableOfTheLibrary() throws Exception {
        assertThat(statements("db/migration/V4__payments.sql"))
                .endsWith(statements("dev/headroom/retry/effects/effect-log-postgresql.sql"));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(store.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    private static String statements(String resource) throws Exception {
        String text = new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        return text.replaceAll("(?m)^--.*\n", "");
    }
}
