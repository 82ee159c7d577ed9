package dev.headroom.examples.musicstore.album;

import dev.headroom.projection.Payload;
import dev.headroom.projection.Projection;
import dev.headroom.projection.RowWriter;
import dev.headroom.projection.mask.FieldMask;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads albums by title. Each call has a transaction and an {@code EntityManager} of its own. */
@Component
class AlbumReader {

    private final EntityManager entityManager;
    private final Projection<AlbumWithCover, AlbumItem> items;
    private final Projection<AlbumWithCover, AlbumCover> covers;

    AlbumReader(
            EntityManager entityManager,
            Projection<AlbumWithCover, AlbumItem> items,
            Projection<AlbumWithCover, AlbumCover> covers) {
        this.entityManager = entityManager;
        this.items = items;
        this.covers = covers;
    }

    /** Writes what was asked for, from the rows of the database: no entity and no record is made. */
    @Transactional(readOnly = true)
    Payload write(FieldMask fields, int limit, RowWriter out) {
        return items.query(entityManager)
                .orderBy("title, id")
                .limit(limit)
                .fields(fields)
                .writeTo(out);
    }

    /** Entities with all of their columns. The artists come by a join, so that it is one statement. */
    @Transactional(readOnly = true)
    List<WholeAlbum> whole(int limit) {
        return entityManager
                .createQuery(
                        "select a from AlbumWithCover a join fetch a.artist order by a.title, a.id",
                        AlbumWithCover.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(WholeAlbum::of)
                .toList();
    }

    @Transactional(readOnly = true)
    Optional<AlbumCover> cover(int id) {
        return covers.query(entityManager).where("e.id = :id", Map.of("id", id)).one();
    }
}
