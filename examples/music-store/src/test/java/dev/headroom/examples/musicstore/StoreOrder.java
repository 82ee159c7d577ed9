package dev.headroom.examples.musicstore;

import java.util.List;

/** Every order that a list offers, with the SQL that sorts all of its rows so. */
public enum StoreOrder {
    LINES_BY_PRICE("invoice-lines", "price", "invoice_line l order by l.unit_price desc, l.invoice_line_id desc"),
    LINES_BY_INVOICE(
            "invoice-lines",
            "invoice",
            "invoice_line l order by l.invoice_id desc, l.unit_price desc, l.invoice_line_id"),
    LINES_OLDEST_FIRST("invoice-lines", "oldest", "invoice_line l order by l.invoice_line_id"),
    LINES_BY_DATE(
            "invoice-lines",
            "date",
            "invoice_line l join invoice using (invoice_id) order by invoice_date desc, l.invoice_line_id desc"),
    LINES_BY_TRACK(
            "invoice-lines",
            "track",
            "invoice_line l join track using (track_id) order by lower(name), l.invoice_line_id desc"),
    TRACKS_BY_NAME("tracks", "name", "track t order by lower(t.name), t.track_id"),
    TRACKS_BY_COMPOSER(
            "tracks", "composer", "track t order by lower(t.composer) nulls last, lower(t.name), t.track_id"),
    TRACKS_WITHOUT_COMPOSER_FIRST(
            "tracks", "composer-missing", "track t order by lower(t.composer) nulls first, lower(t.name), t.track_id"),
    TRACKS_BY_PRICE("tracks", "price", "track t order by t.unit_price desc, lower(t.name), t.track_id"),
    TRACKS_BY_LENGTH("tracks", "length", "track t order by t.milliseconds desc, t.track_id desc"),
    TRACKS_NEWEST_FIRST("tracks", "newest", "track t order by t.track_id desc"),
    TRACKS_BY_ALBUM(
            "tracks", "album", "track t left join album using (album_id) order by lower(title) nulls last, t.track_id");

    public final String list;
    public final String sort;
    private final String sql;

    StoreOrder(String list, String sort, String sql) {
        this.list = list;
        this.sort = sort;
        this.sql = sql;
    }

    public String path() {
        return "/api/" + list + "?sort=" + sort;
    }

    /** All ids, as the database itself sorts them. */
    public List<Integer> expected(RunningStore store) {
        String id = list.equals("tracks") ? "t.track_id" : "l.invoice_line_id";
        return store.jdbc()
                .sql("select " + id + " from " + sql)
                .query(Integer.class)
                .list();
    }
}
