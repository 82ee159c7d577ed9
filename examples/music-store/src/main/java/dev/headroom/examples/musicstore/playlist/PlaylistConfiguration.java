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

    /** Two statements, however long the playlist is: one for it, and one for its tracks with their albums and artists. */
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
