package dev.headroom.benchmarks.keyset;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.keyset.cursor.CursorCodecs;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** This library, from the reader's cursor to the entities. */
final class HeadroomPages implements PageContender {

    private final EntityManagerFactory entityManagers;
    private final CursorCodec cursors = CursorCodecs.signed(new byte[32]);

    HeadroomPages(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public PageCall at(PagePosition position) {
        Keyset<Reading> keyset = Keyset.of(
                        Reading.class,
                        position.order().keys().stream()
                                .map(HeadroomPages::sortKey)
                                .toList())
                .cursors(cursors)
                .build(entityManagers);
        KeysetRequest request = request(keyset, position);
        return () -> {
            try (EntityManager entityManager = entityManagers.createEntityManager()) {
                return keyset.query(entityManager).page(request).content();
            }
        };
    }

    private static SortKey sortKey(PageKey key) {
        SortKey sortKey = key.ascending() ? SortKey.asc(key.path()) : SortKey.desc(key.path());
        return switch (key.trait()) {
            case PLAIN -> sortKey;
            case NULLS_LAST -> sortKey.nullsLast();
            case IGNORING_CASE -> sortKey.ignoreCase();
        };
    }

    private KeysetRequest request(Keyset<Reading> keyset, PagePosition position) {
        Reading last = position.last();
        if (last == null) {
            return position.forward() ? KeysetRequest.first(PAGE_SIZE) : KeysetRequest.last(PAGE_SIZE);
        }
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            String cursor = keyset.query(entityManager).cursorOf(last.id).orElseThrow();
            return position.forward()
                    ? KeysetRequest.after(cursor, PAGE_SIZE)
                    : KeysetRequest.before(cursor, PAGE_SIZE);
        }
    }
}
