-- Jobs are the truth; tickets, one table for each queue, are how db-scheduler finds those that may run. Times are milliseconds since 1970,
-- by the clock of the database.
create table headroom_jobs (
    id varchar(36) not null primary key,
    queue varchar(100) not null,
    job_type varchar(100) not null,
    job_version integer not null,
    payload longtext not null,
    context longtext,
    priority integer not null,
    timeout_ms bigint not null,
    retention_ms bigint not null,
    unique_key varchar(200),
    freed_key varchar(200), -- the unique key of a job that has ended, after another has taken it
    key_name varchar(200),
    key_limit integer,
    slot integer, -- of jobs with a key: 0 waits for its ticket, 1 has it
    state varchar(9) not null, -- a running job is one whose ticket is picked
    attempts integer not null,
    revoked bigint not null, -- claims up to this version of the ticket are over
    crashes integer, -- how often in a row its process died while others ran in it
    due_at bigint not null,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint,
    expires_at bigint,
    progress_done bigint not null,
    progress_total bigint not null,
    progress_note varchar(200) not null,
    problem_kind varchar(300),
    problem_message varchar(1000),
    result longtext
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create unique index headroom_jobs_unique on headroom_jobs (job_type, unique_key);
create index headroom_jobs_slots on headroom_jobs (queue, slot, key_name, priority desc, due_at, id);
create index headroom_jobs_expired on headroom_jobs (expires_at);
create index headroom_jobs_states on headroom_jobs (state, queue, id);

create table headroom_job_steps (
    job_id varchar(36) not null,
    step varchar(100) not null,
    result longtext,
    primary key (job_id, step)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table headroom_job_keys (
    queue varchar(100) not null,
    key_name varchar(200) not null,
    primary key (queue, key_name)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table headroom_job_crons (
    name varchar(100) not null primary key,
    tick bigint not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create table headroom_job_queues (
    tickets varchar(63) not null primary key, -- the name of the queue's table
    queue varchar(100) not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
