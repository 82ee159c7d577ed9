package dev.headroom.projection;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/** A database of some entities, whose statements are recorded. */
class RecordedStore implements AutoCloseable {

    final DatabaseKind kind;
    final RecordingDataSource statements;
    final EntityManagerFactory entityManagers;

    RecordedStore(Database database, Class<?>... entities) {
        kind = database.kind();
        statements = new RecordingDataSource(database.dataSource());
        entityManagers = EntityManagerFactories.create(statements, entities);
    }

    <T> T read(Function<EntityManager, T> work) {
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    void write(Consumer<EntityManager> work) {
        read(em -> {
            work.accept(em);
            return true;
        });
    }

    /** The statements that the work sends. */
    int statements(Runnable work) {
        statements.clear();
        work.run();
        return statements.statements().size();
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
