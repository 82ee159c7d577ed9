package dev.headroom.examples.musicstore.album;

import dev.headroom.projection.Projection;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read of albums. Both views are checked against the mapping when the store starts. */
@Configuration(proxyBeanMethods = false)
class AlbumConfiguration {

    /** The cover is an address that the database puts together from two small columns, so the picture is not read. */
    @Bean
    Projection<AlbumWithCover, AlbumItem> albumItems(EntityManagerFactory entityManagerFactory) {
        return Projection.of(AlbumWithCover.class, AlbumItem.class)
                .expression("cover", "'/api/albums/' || e.id || '/cover?v=' || e.coverVersion")
                .build(entityManagerFactory);
    }

    /** One album's picture, which is asked for by name: otherwise a large object is refused. */
    @Bean
    Projection<AlbumWithCover, AlbumCover> albumCover(EntityManagerFactory entityManagerFactory) {
        return Projection.of(AlbumWithCover.class, AlbumCover.class)
                .withLargeObject("cover")
                .build(entityManagerFactory);
    }
}
