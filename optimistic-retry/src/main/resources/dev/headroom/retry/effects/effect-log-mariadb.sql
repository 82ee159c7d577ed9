-- One row for each effect, and for each commit to be proven. Times are milliseconds since 1970, by the clock of the database.
-- The collation tells upper from lower case, and spaces at the end: other keys are other effects.
create table headroom_effect (
    effect_key varchar(255) not null primary key,
    fingerprint varchar(255),
    owner varchar(36) not null,
    lease_until bigint not null,
    finished_at bigint,
    answer longtext
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create index headroom_effect_finished on headroom_effect (finished_at);
