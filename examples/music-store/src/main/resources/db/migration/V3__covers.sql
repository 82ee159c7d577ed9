-- Covers. The data come without any, so the database makes one of each album's id, also for the albums that a store of an
-- earlier version holds already.

-- A bitmap of 176 times 176 points in 16 shades of a colour: its header, the shades from dark to light, and the points,
-- two a byte. That is 15.6 kB, which do not compress, as those of a photograph do not.
create function album_cover(album integer) returns bytea
language sql immutable parallel safe
begin atomic
    select '\x424df63c0000000000007600000028000000b0000000b00000000100040000000000803c000000000000000000001000000000000000'::bytea
        || (select string_agg(int4send(blue * shade / 16 << 24 | green * shade / 16 << 16 | red * shade / 16 << 8),
                              ''::bytea order by shade)
            from generate_series(1, 16) shade,
                 (select get_byte(colour, 0) blue, get_byte(colour, 1) green, get_byte(colour, 2) red
                  from (select sha256(int4send(album)) colour) hash) channels)
        || (select string_agg(sha512(int4send(album) || int4send(part)), ''::bytea order by part)
            from generate_series(1, 242) part);
end;

alter table album
    add column cover         bytea generated always as (album_cover(album_id)) stored,
    add column cover_version integer not null default 1;

-- It would be tried in vain to compress them.
alter table album alter column cover set storage external;
