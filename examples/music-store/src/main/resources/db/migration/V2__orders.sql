-- An index for every order that readers can choose, with the same keys. It serves the order backward as well, so what
-- differs between its columns matters, and not whether the first one is asc or desc.

-- Tracks. Readers do not care for upper and lower case, so orders and indexes have the lower case of texts.
drop index track_by_name;
create index track_by_name on track (lower(name), track_id);

-- Tracks without a composer come last, as PostgreSQL has it, or first: as the nulls of a first key are a range of their
-- own, this index serves both.
create index track_by_composer on track (lower(composer), lower(name), track_id);

create index track_by_price on track (unit_price desc, lower(name), track_id);
create index track_by_length on track (milliseconds, track_id);

-- Invoice lines: the newest invoice first, and in it the most expensive line. It finds an invoice's lines as well.
create index invoice_line_by_invoice on invoice_line (invoice_id desc, unit_price desc, invoice_line_id);
drop index invoice_line_invoice;

-- Invoice lines by date and by track. No index spans two tables, so the database walks the other table by its index (by
-- name, above), and looks up the lines of each row.
create index invoice_by_date on invoice (invoice_date);

-- Tracks by album, in the same way. A track may be on no album, so the first and the last page of this order have to sort
-- all tracks; the pages between them do not.
create index album_by_title on album (lower(title));
