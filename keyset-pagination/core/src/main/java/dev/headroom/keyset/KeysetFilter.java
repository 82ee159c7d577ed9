package dev.headroom.keyset;

import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;

/**
 * A condition that needs a subquery. It is made anew for each query that reads, counts or estimates rows, so it should be
 * pure.
 *
 * <pre>{@code
 * KeysetFilter<Song> onAnAlbumOfItsName = (song, query, cb) -> {
 *     Subquery<Integer> albums = query.subquery(Integer.class);
 *     Root<Album> album = albums.from(Album.class);
 *     return cb.exists(albums.select(cb.literal(1)).where(cb.equal(album.get("title"), song.get("name"))));
 * };
 * }</pre>
 *
 * @param <E> the entity
 */
@FunctionalInterface
public interface KeysetFilter<E> {

    /**
     * Makes the condition.
     *
     * @param root the entity
     * @param query what the root belongs to: a query, or a subquery where rows are counted up to a limit or estimated. It
     *     is here to make subqueries; selection, order and groups are those of the page, and cannot be set
     * @param builder of the same {@code EntityManagerFactory}
     * @return the condition
     */
    Predicate toPredicate(Root<E> root, CommonAbstractCriteria query, CriteriaBuilder builder);
}
