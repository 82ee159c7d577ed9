package dev.headroom.retry.locks;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** Mails to be sent, without an index but that of the id. */
final class Mails extends RecordedStore {

    Mails(Database database) {
        super(database, Mail.class);
    }

    /** New ones with ids from 0; the rank falls as the id rises. */
    void refill(int count) {
        write(em -> {
            em.createQuery("delete from Mail").executeUpdate();
            for (int id = 0; id < count; id++) {
                em.persist(new Mail(id, count - id));
            }
        });
        statements.clear();
    }

    /** What was sent, without its select list. */
    String sql() {
        return String.join(
                "; ",
                statements.statements().stream()
                        .map(statement -> statement.sql().replaceFirst("^select .* from ", "from "))
                        .toList());
    }

    @Entity(name = "Mail")
    static class Mail {
        @Id
        int id;

        @Version
        int version;

        int priority;
        int sent;

        Mail() {}

        Mail(int id, int priority) {
            this.id = id;
            this.priority = priority;
        }

        void send() {
            sent++;
        }
    }
}
