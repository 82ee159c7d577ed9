package dev.headroom.examples.musicstore.data;

import java.sql.SQLException;
import java.util.Locale;
import java.util.SplittableRandom;

/** What is sold. Columns stand in the order of the tables. */
final class GeneratedCatalog {

    private static final int VIDEO = 3;
    private static final int TV_SHOWS = 19;

    private final Shape shape;

    GeneratedCatalog(Shape shape) {
        this.shape = shape;
    }

    void genres(CopyRows rows) throws SQLException {
        names(rows, Words.GENRES);
    }

    void mediaTypes(CopyRows rows) throws SQLException {
        names(rows, Words.MEDIA_TYPES);
    }

    void playlists(CopyRows rows) throws SQLException {
        names(rows, Words.PLAYLISTS);
    }

    void artists(CopyRows rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        for (int id = 1; id <= shape.artists(); id++) {
            rows.number(id).text(Words.band(random)).end();
        }
    }

    void albums(CopyRows rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(2);
        for (int id = 1; id <= shape.albums(); id++) {
            rows.number(id)
                    .text(Words.title(random))
                    .number(spread(id, shape.albums(), shape.artists()))
                    .end();
        }
    }

    void tracks(CopyRows rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(3);
        for (int id = 1; id <= shape.tracks(); id++) {
            boolean video = video(id);
            int milliseconds = video ? 1_200_000 + random.nextInt(1_600_000) : 120_000 + random.nextInt(300_000);
            rows.number(id)
                    .text(trackName(random))
                    .number(spread(id, shape.tracks(), shape.albums()))
                    .number(video ? VIDEO : random.nextInt(10) < 9 ? 1 : 2)
                    .number(video ? TV_SHOWS : 1 + random.nextInt(TV_SHOWS - 2))
                    .text(random.nextInt(10) < 3 ? null : Words.person(random))
                    .number(milliseconds)
                    .number(milliseconds * (video ? 200 : 33))
                    .cents(price(id))
                    .end();
        }
    }

    /** The first list has every track, the others one in eleven, which makes Chinook's two and a half lists a track. */
    void playlistTracks(CopyRows rows) throws SQLException {
        SplittableRandom random = new SplittableRandom(4);
        for (int playlist = 1; playlist <= Words.PLAYLISTS.length; playlist++) {
            for (int track = 1; track <= shape.tracks(); track++) {
                if (playlist == 1 || random.nextInt(11) == 0) {
                    rows.number(playlist).number(track).end();
                }
            }
        }
    }

    /** Two prices for everything, as in Chinook: an order by price is nearly all ties. */
    int price(int track) {
        return video(track) ? 199 : 99;
    }

    /** Some artists write all in small letters, which an order by name has to ignore. */
    private static String trackName(SplittableRandom random) {
        String title = Words.title(random);
        return random.nextInt(40) == 0 ? title.toLowerCase(Locale.ROOT) : title;
    }

    private static boolean video(int track) {
        return new SplittableRandom(track).nextInt(100) < 6;
    }

    private static void names(CopyRows rows, String[] names) throws SQLException {
        for (int i = 0; i < names.length; i++) {
            rows.number(i + 1).text(names[i]).end();
        }
    }

    /** Gives the parents 1 to {@code parents} to the children evenly, in order. */
    private static int spread(int child, int children, int parents) {
        return (int) ((child - 1L) * parents / children) + 1;
    }
}
