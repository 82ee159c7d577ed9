package dev.headroom.benchmarks.keyset;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetRequest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** This library, from the reader's cursor to the entities and the next cursor. */
final class HeadroomPages implements PageContender {

    private final EntityManagerFactory entityManagers;
    private final CursorCodec cursors = CursorCodec.signed(new byte[32]);

    HeadroomPages(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public PageCall at(PagePosition position) {
        Keyset<Reading> keyset = Keyset.of(Reading.class, position.order().keys())
                .cursors(cursors)
                .build(entityManagers);
        KeysetRequest request = request(keyset, position);
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                return keyset.query(entityManager).page(request).content();
            }
        };
    }

    private KeysetRequest request(Keyset<Reading> keyset, PagePosition position) {
        Reading last = position.last();
        if (last == null) {
            return KeysetRequest.first(PAGE_SIZE);
        }
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            String cursor = keyset.query(entityManager).cursorOf(last.id()).orElseThrow();
            return KeysetRequest.after(cursor, PAGE_SIZE);
        }
    }
}
