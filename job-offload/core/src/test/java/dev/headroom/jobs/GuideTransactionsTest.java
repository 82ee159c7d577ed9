package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.GuideSamplesTest.JacksonJobCodec;
import dev.headroom.jobs.GuideSamplesTest.Report;
import dev.headroom.jobs.GuideSamplesTest.ReportRequest;
import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.QueueFullException;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordedStore;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples of the guide that need a database. */
@ExtendWith(ServersExtension.class)
@SuppressWarnings("NullAway") // Hibernate sets the fields
class GuideTransactionsTest {

    private static final JobType<ReportRequest, Report> REPORT = GuideSamplesTest.REPORT;

    record InvoiceRequest(long orderId) {}

    record Receipt(long orderId, String number) {}

    private static final JobType<InvoiceRequest, Receipt> INVOICE =
            JobType.of("invoice", InvoiceRequest.class, Receipt.class);

    @Entity(name = "ShopOrder")
    @Table(name = "shop_order")
    static class Order {
        @Id
        Long id;

        Order() {}

        Order(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        Long orderId;

        String receipt;

        Invoice() {}

        Invoice(long orderId, String receipt) {
            this.orderId = orderId;
            this.receipt = receipt;
        }
    }

    /** As Spring's. */
    private interface TransactionSynchronization {

        void afterCommit();
    }

    /** As Spring's, for one transaction. */
    private static final class TransactionSynchronizationManager {

        private static final List<TransactionSynchronization> REGISTERED = new ArrayList<>();

        static void registerSynchronization(TransactionSynchronization synchronization) {
            REGISTERED.add(synchronization);
        }

        static void committed() {
            REGISTERED.forEach(TransactionSynchronization::afterCommit);
            REGISTERED.clear();
        }
    }

    private static final class Provider {

        private final List<String> keys = new ArrayList<>();

        String charge(String key) {
            keys.add(key);
            return "receipt " + keys.size();
        }
    }

    private final JobCodec codec = JacksonJobCodec.standard();
    private final Provider provider = new Provider();
    private final long orderId = 7L;
    private RecordedStore store;
    private EntityManagerFactory entityManagerFactory;

    @BeforeEach
    void open(Servers servers) {
        store = new RecordedStore(servers.database(DatabaseKind.H2), Order.class, Invoice.class);
        entityManagerFactory = store.entityManagers;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anInvoiceForEachOrder() throws Exception {
        try (InProcessEngine engine = engine();
                Worker worker = invoicing(engine)) {
            Jobs jobs = Jobs.on(engine, codec);
            JobId id = store.read(entityManager -> order(jobs, entityManager)).id();
            assertThat(jobs.status(id)).isEmpty();
            TransactionSynchronizationManager.committed();

            assertThat(jobs.await(id, Duration.ofSeconds(10)).orElseThrow().state())
                    .isEqualTo(JobState.SUCCEEDED);
            assertThat(provider.keys).containsExactly(id.toString());
            assertThat(store.<Invoice>read(em -> em.find(Invoice.class, orderId)).receipt)
                    .isEqualTo("receipt 1");
            assertThat(jobs.result(INVOICE, id).orElseThrow().number()).isEqualTo("receipt 1");
            assertThat(worker.drain(Duration.ofSeconds(10)).finished()).isTrue();
        }
    }

    private Enqueued order(Jobs jobs, EntityManager entityManager) {
        // spotless:off
        Order order = new Order(orderId);
        entityManager.persist(order);
        Enqueued enqueued = jobs.in(entityManager).enqueue(INVOICE, new InvoiceRequest(orderId));
        // spotless:on
        return enqueued;
    }

    private static InProcessEngine engine() {
        // spotless:off
        InProcessEngine engine = InProcessEngine.builder()
                .afterCommit(work -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                }))
                .build();
        // spotless:on
        return engine;
    }

    private Worker invoicing(InProcessEngine engine) {
        // spotless:off
        Worker worker = Worker.on(engine, codec)
                .queue("default", 4)
                .transactions(JobTransactions.of(entityManagerFactory))
                .handle(INVOICE, (request, context) -> {
                    String receipt = context.step("charge", String.class, () -> provider.charge(context.idempotencyKey()));
                    return context.inTransaction("write", Receipt.class, transaction -> {
                        Receipt made = new Receipt(request.orderId(), receipt);
                        transaction.entityManager().persist(new Invoice(request.orderId(), receipt));
                        transaction.complete(made);
                        return made;
                    });
                })
                .start();
        // spotless:on
        return worker;
    }

    /** Hibernate wraps what work with a connection throws. */
    @Test
    void whatIsThrownInTransactionsOfJpaReachesTheCaller() throws Exception {
        try (InProcessEngine engine = InProcessEngine.builder()
                .limit("default", 1)
                .afterCommit(Runnable::run)
                .build()) {
            EntityManager entityManager = store.entityManagers.createEntityManager();
            entityManager.getTransaction().begin();
            JobQueue queue = Jobs.on(engine, codec).in(entityManager);
            queue.enqueue(REPORT, new ReportRequest(1));
            assertThatThrownBy(() -> queue.enqueue(REPORT, new ReportRequest(2)))
                    .isExactlyInstanceOf(QueueFullException.class);
        }
        JobTransactions transactions = JobTransactions.of(entityManagerFactory);
        Exception checked = new Exception("mine");
        assertThatThrownBy(() -> transactions.run(resource -> {
                    throw checked;
                }))
                .isSameAs(checked);
        assertThatThrownBy(() -> transactions.run(resource -> {
                    throw new LostJobException(new JobIds().next(1));
                }))
                .isExactlyInstanceOf(LostJobException.class);
    }

    @Test
    void nothingIsEnqueuedInATransactionThatHasNotBegun() {
        try (InProcessEngine engine = InProcessEngine.builder().build();
                EntityManager outside = entityManagerFactory.createEntityManager()) {
            JobQueue queue = Jobs.on(engine, codec).in(outside);
            assertThatThrownBy(() -> queue.enqueue(JobType.of("text", String.class, String.class), "a"))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageContaining("in no transaction");
        }
    }
}
