package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.catalog.Playlist;
import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.watch.QueryWatch;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the page of a playlist loads, and who watches how it is loaded. */
@Configuration(proxyBeanMethods = false)
class PlaylistConfiguration {

    /** The playlist, its tracks, and their albums with their artists: three statements for up to a thousand albums. */
    @Bean
    FetchPlan<Playlist> playlistPage(EntityManagerFactory entityManagerFactory) {
        return FetchPlan.of(Playlist.class).fetch("tracks.album.artist").build(entityManagerFactory);
    }

    /** Looks on when it is told to, see {@link PlaylistComparer}; until then a lazy load costs the read of a field more. */
    @Bean
    QueryWatch queryWatch(EntityManagerFactory entityManagerFactory) {
        return QueryWatch.install(entityManagerFactory);
    }
}
