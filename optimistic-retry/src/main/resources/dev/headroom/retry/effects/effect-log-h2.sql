-- One row for each effect, and for each commit to be proven. Times are milliseconds since 1970, by the clock of the database.
create table headroom_effect (
    effect_key varchar(255) not null primary key,
    fingerprint varchar(255),
    owner varchar(36) not null,
    lease_until bigint not null,
    finished_at bigint,
    answer character large object
);

create index headroom_effect_finished on headroom_effect (finished_at);
