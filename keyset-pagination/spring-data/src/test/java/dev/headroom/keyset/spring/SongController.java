package dev.headroom.keyset.spring;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SongController {

    private final SongRepository songs;

    SongController(SongRepository songs) {
        this.songs = songs;
    }

    // spotless:off
    @GetMapping("/songs")
    ResponseEntity<List<Song>> songs(KeysetRequest request, Keyset<Song> order) {
        KeysetPage<Song> page = songs.page(order, request);
        return ResponseEntity.ok().headers(KeysetLinks.headers(page)).body(page.content());
    }
    // spotless:on

    // spotless:off
    @GetMapping("/connection")
    Connection<Song> connection(KeysetRequest request, Keyset<Song> order) {
        return Connection.of(songs.page(order, request));
    }
    // spotless:on

    @GetMapping("/other")
    String other(Keyset<Long> order) {
        return order.toString();
    }
}
