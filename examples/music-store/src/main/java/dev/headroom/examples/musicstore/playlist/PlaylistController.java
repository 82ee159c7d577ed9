package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.compare.ComparisonTurn;
import dev.headroom.examples.musicstore.web.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Playlists, and the comparison of the ways to read one, over HTTP. */
@RestController
final class PlaylistController {

    private final PlaylistReader playlists;
    private final PlaylistComparer comparer;
    private final ComparisonTurn turn;

    PlaylistController(PlaylistReader playlists, PlaylistComparer comparer, ComparisonTurn turn) {
        this.playlists = playlists;
        this.comparer = comparer;
        this.turn = turn;
    }

    @GetMapping("/api/playlists")
    List<PlaylistSummary> all() {
        return playlists.all();
    }

    @GetMapping("/api/compare/playlists/{id}")
    PlaylistComparison compare(@PathVariable int id) throws InterruptedException {
        PlaylistSummary playlist = playlists
                .summary(id)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "UNKNOWN_PLAYLIST",
                        "There is no playlist " + id + ": choose one of /api/playlists."));
        if (!playlist.comparable()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "TOO_MANY_TRACKS",
                    "Playlist " + id + " has " + playlist.tracks() + " tracks, and must have at most "
                            + PlaylistSummary.MOST_TRACKS + " to be read lazily: choose a shorter one.");
        }
        return turn.take(() -> comparer.compare(playlist));
    }
}
