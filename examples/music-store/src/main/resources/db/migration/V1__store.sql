-- The Chinook music store. Ids come with the data, so no column makes its own.

create table genre (
    genre_id integer primary key,
    name     varchar(120) not null
);

create table media_type (
    media_type_id integer primary key,
    name          varchar(120) not null
);

create table artist (
    artist_id integer primary key,
    name      varchar(120) not null
);

create table album (
    album_id  integer primary key,
    title     varchar(160) not null,
    artist_id integer      not null references artist
);

create table track (
    track_id      integer primary key,
    name          varchar(200)   not null,
    album_id      integer references album,
    media_type_id integer        not null references media_type,
    genre_id      integer references genre,
    composer      varchar(220),
    milliseconds  integer        not null,
    bytes         integer,
    unit_price    numeric(10, 2) not null
);

create table employee (
    employee_id integer primary key,
    last_name   varchar(40) not null,
    first_name  varchar(40) not null,
    title       varchar(60),
    reports_to  integer references employee,
    birth_date  timestamp,
    hire_date   timestamp,
    address     varchar(70),
    city        varchar(40),
    state       varchar(40),
    country     varchar(40),
    postal_code varchar(10),
    phone       varchar(24),
    fax         varchar(24),
    email       varchar(60)
);

create table customer (
    customer_id    integer primary key,
    first_name     varchar(40) not null,
    last_name      varchar(40) not null,
    company        varchar(80),
    address        varchar(70),
    city           varchar(40),
    state          varchar(40),
    country        varchar(40),
    postal_code    varchar(10),
    phone          varchar(24),
    fax            varchar(24),
    email          varchar(60) not null,
    support_rep_id integer references employee
);

create table invoice (
    invoice_id          integer primary key,
    customer_id         integer        not null references customer,
    invoice_date        timestamp      not null,
    billing_address     varchar(70),
    billing_city        varchar(40),
    billing_state       varchar(40),
    billing_country     varchar(40),
    billing_postal_code varchar(10),
    total               numeric(10, 2) not null
);

create table invoice_line (
    invoice_line_id integer primary key,
    invoice_id      integer        not null references invoice,
    track_id        integer        not null references track,
    unit_price      numeric(10, 2) not null,
    quantity        integer        not null
);

create table playlist (
    playlist_id integer primary key,
    name        varchar(120) not null
);

create table playlist_track (
    playlist_id integer not null references playlist,
    track_id    integer not null references track,
    primary key (playlist_id, track_id)
);

create index album_artist on album (artist_id);
create index track_album on track (album_id);
create index invoice_customer on invoice (customer_id);
create index invoice_line_invoice on invoice_line (invoice_id);
create index invoice_line_track on invoice_line (track_id);
create index playlist_track_track on playlist_track (track_id);

-- The orders that lists are paged in, with the id that makes them total. One index serves both directions.
create index track_by_name on track (name, track_id);
create index invoice_line_by_price on invoice_line (unit_price, invoice_line_id);

-- Where the rows came from: no row while the store is empty, one row once it is filled.
create table data_origin (
    only_row      boolean primary key default true check (only_row),
    source        varchar(20)              not null check (source in ('GENERATED', 'FILE')),
    fingerprint   varchar(64)              not null,
    tracks        integer                  not null,
    invoice_lines integer                  not null,
    loaded_at     timestamp with time zone not null default now()
);
