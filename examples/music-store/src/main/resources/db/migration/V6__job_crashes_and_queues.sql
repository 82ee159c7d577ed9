-- What job-offload has kept since: whose process died, a unique key that was freed, and the queue of each table of tickets.

alter table headroom_jobs add column freed_key varchar(200) collate "C"; -- the unique key of a job that has ended, after another has taken it
alter table headroom_jobs add column crashes integer; -- how often in a row its process died while others ran in it
alter table headroom_tickets_reports add column suspect boolean; -- its process died while others ran in it

create table headroom_job_queues (
    tickets varchar(63) collate "C" not null primary key, -- the name of the queue's table
    queue varchar(100) collate "C" not null
);

insert into headroom_job_queues (tickets, queue) values ('headroom_tickets_reports', 'reports');
