package dev.headroom.examples.musicstore.album;

import dev.headroom.projection.Projection;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read of albums. Both views are checked against the mapping when the store starts. */
@Configuration(proxyBeanMethods = false)
class AlbumConfiguration {

    /** A cover is an address, made of the id of its album and its version: the picture is not read. */
    @Bean
    Projection<AlbumWithCover, AlbumItem> albumItems(EntityManagerFactory entityManagerFactory) {
        return Projection.of(AlbumWithCover.class, AlbumItem.class)
                .media((field, album, version) -> URI.create("/api/albums/" + album + "/" + field + "?v=" + version))
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
