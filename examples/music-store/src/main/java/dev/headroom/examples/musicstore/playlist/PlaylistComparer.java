package dev.headroom.examples.musicstore.playlist;

import dev.headroom.examples.musicstore.compare.StatementRecorder;
import dev.headroom.examples.musicstore.compare.StatementRecorder.Recording;
import dev.headroom.fetch.watch.NPlusOne;
import dev.headroom.fetch.watch.QueryWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads the page of a playlist in both ways, and says what each took. */
@Component
final class PlaylistComparer {

    private static final int ITEMS = 10;

    private final PlaylistReader playlists;
    private final StatementRecorder recorder;
    private final QueryWatch watch;

    PlaylistComparer(PlaylistReader playlists, StatementRecorder recorder, QueryWatch watch) {
        this.playlists = playlists;
        this.recorder = recorder;
        this.watch = watch;
    }

    PlaylistComparison compare(PlaylistSummary playlist) {
        Read lazy = read(() -> playlists.lazily(playlist.id()));
        Read planned = read(() -> playlists.planned(playlist.id()));
        return new PlaylistComparison(
                playlist.id(),
                playlist.name(),
                playlist.tracks(),
                lazy.items().equals(planned.items()),
                planned.items().stream().limit(ITEMS).toList(),
                lazy.measurement(),
                planned.measurement());
    }

    private record Read(List<PlaylistItem> items, PlaylistMeasurement measurement) {}

    /** Once to record it, and once more for the time: recorders and watches take some of it, and so does a cold cache. */
    private Read read(Supplier<List<PlaylistItem>> page) {
        List<NPlusOne> found = new ArrayList<>();
        Recording<?> recording = watched(page, found::add);
        long start = System.nanoTime();
        List<PlaylistItem> items = page.get();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Read(items, PlaylistMeasurement.of(recording, found, time));
    }

    /**
     * Samples as in production, which looks closely at the first few loads of an association and counts the others: here they
     * are thousands. The sessions of other threads are sampled too, and report in those threads.
     */
    private Recording<?> watched(Supplier<?> page, Consumer<NPlusOne> found) {
        Thread reader = Thread.currentThread();
        watch.sample(1, one -> {
            if (Thread.currentThread() == reader) {
                found.accept(one);
            }
        });
        try {
            return recorder.record(page);
        } finally {
            watch.stopSampling();
        }
    }
}
