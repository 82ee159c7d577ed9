package dev.headroom.examples.musicstore.payment;

import dev.headroom.retry.VersionedUpdates;
import dev.headroom.retry.effects.EffectFinding;
import dev.headroom.retry.effects.EffectLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What versioned payments need. {@code V4__payments.sql} has the table of the effects. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {

    /**
     * Refused inside {@code @Transactional}, which would hold a connection while the provider works. What is written in one
     * transaction with a payment is in one of Spring's.
     */
    @Bean
    VersionedUpdates versionedUpdates(
            EntityManagerFactory entityManagerFactory,
            EntityManager entityManager,
            PlatformTransactionManager transactionManager) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        return VersionedUpdates.of(entityManagerFactory)
                .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive)
                .transactions(work -> template.executeWithoutResult(status -> work.accept(entityManager)))
                .build();
    }

    /** The provider is asked what became of a charge whose answer was lost. */
    @Bean
    EffectLog effectLog(EntityManagerFactory entityManagerFactory, PaymentProvider provider) {
        return EffectLog.of(entityManagerFactory)
                .insideTransaction(TransactionSynchronizationManager::isActualTransactionActive)
                .onUncertain(effect -> EffectFinding.of(provider.find(effect.idempotencyKey())))
                .build();
    }

    @Bean
    VersionedPayments versionedPayments(VersionedUpdates updates, EffectLog effects, PaymentProvider provider) {
        return new VersionedPayments(updates, effects, provider);
    }
}
