-- Payments, which are made anew for each comparison, and the account that receives them all.

create table payment (
    payment_id bigint generated always as identity primary key,
    amount     numeric(10, 2) not null,
    receipt    varchar(100),
    version    integer        not null default 0
);

create table payment_account (
    account_id integer primary key,
    balance    numeric(12, 2) not null
);

insert into payment_account values (1, 0);

-- A copy of dev/headroom/retry/effect-log-postgresql.sql, which is in the jar of optimistic-retry.

-- One row for each effect, and for each commit to be proven. Times are milliseconds since 1970, by the application's clock.
create table headroom_effect (
    effect_key varchar(255) collate "C" not null primary key,
    fingerprint varchar(255),
    owner varchar(36) not null,
    lease_until bigint not null,
    finished_at bigint,
    answer text
);

create index headroom_effect_finished on headroom_effect (finished_at) where finished_at is not null;
