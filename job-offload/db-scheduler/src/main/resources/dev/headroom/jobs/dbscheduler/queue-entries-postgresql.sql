create table headroom_tickets_QUEUE (
    task_name varchar(40) collate "C" not null,
    task_instance varchar(36) collate "C" not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint not null,
    cancel_requested boolean default false not null,
    suspect boolean, -- its process died while others ran in it
    primary key (task_instance, task_name)
);

create index headroom_tickets_QUEUE_p on headroom_tickets_QUEUE (priority desc, execution_time) where not picked;
create index headroom_tickets_QUEUE_h on headroom_tickets_QUEUE (last_heartbeat) where picked;

-- The planner learns from the beginning that neither name nor priority tells one ticket from another.
insert into headroom_tickets_QUEUE (task_name, task_instance, execution_time, picked, version, priority)
    select 'headroom', 'statistics-' || n, now(), false, 1, 0 from generate_series(1, 100) n;
analyze headroom_tickets_QUEUE;
delete from headroom_tickets_QUEUE where task_instance like 'statistics-%';

insert into headroom_job_queues (tickets, queue) values ('headroom_tickets_QUEUE', 'NAME');
