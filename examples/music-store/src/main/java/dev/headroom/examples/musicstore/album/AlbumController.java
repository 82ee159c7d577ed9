package dev.headroom.examples.musicstore.album;

import dev.headroom.examples.musicstore.compare.ComparisonTurn;
import dev.headroom.examples.musicstore.web.ProblemException;
import dev.headroom.projection.jackson.JsonRows;
import dev.headroom.projection.mask.FieldMask;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Albums with the fields that a request asks for, their covers, and the comparison of two ways to list them. */
@RestController
final class AlbumController {

    private static final int MOST = 200;

    private final AlbumReader albums;
    private final AlbumComparer comparer;
    private final ComparisonTurn turn;
    private final JsonMapper json;

    AlbumController(AlbumReader albums, AlbumComparer comparer, ComparisonTurn turn, JsonMapper json) {
        this.albums = albums;
        this.comparer = comparer;
        this.turn = turn;
        this.json = json;
    }

    /** An array, unless the request prefers lines. */
    @GetMapping(path = "/api/albums", produces = MediaType.APPLICATION_JSON_VALUE)
    void list(
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletResponse response)
            throws IOException {
        FieldMask asked = asked(fields, limit);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        albums.write(asked, limit, JsonRows.array(response.getOutputStream(), json));
    }

    @GetMapping(path = "/api/albums", produces = MediaType.APPLICATION_NDJSON_VALUE)
    void lines(
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletResponse response)
            throws IOException {
        FieldMask asked = asked(fields, limit);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        albums.write(asked, limit, JsonRows.ndjson(response.getOutputStream(), json));
    }

    /** The address of a version never gets another picture; an address without one, or with an old one, may. */
    @GetMapping("/api/albums/{id}/cover")
    ResponseEntity<byte[]> cover(
            @PathVariable int id, @RequestParam(name = "v", required = false) @Nullable Integer version) {
        AlbumCover cover = albums.cover(id)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "UNKNOWN_ALBUM",
                        "There is no album " + id + ": choose one of /api/albums."));
        boolean current = version != null && version == cover.coverVersion();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/bmp"))
                .cacheControl(
                        current
                                ? CacheControl.maxAge(Duration.ofDays(365))
                                        .cachePublic()
                                        .immutable()
                                : CacheControl.noCache())
                .body(cover.cover());
    }

    @GetMapping("/api/compare/albums")
    AlbumComparison compare(
            @RequestParam(required = false) @Nullable String fields, @RequestParam(defaultValue = "50") int limit)
            throws InterruptedException {
        FieldMask asked = asked(fields, limit);
        return turn.take(() -> comparer.compare(asked, limit));
    }

    private static FieldMask asked(@Nullable String fields, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "OUT_OF_RANGE",
                    "limit is " + limit + ", and must be between 1 and " + MOST + ".");
        }
        return fields == null ? FieldMask.all() : FieldMask.parse(fields);
    }
}
