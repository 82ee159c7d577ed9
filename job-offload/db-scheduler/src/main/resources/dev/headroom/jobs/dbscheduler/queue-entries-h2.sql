create table headroom_tickets_QUEUE (
    task_name varchar(40) not null,
    task_instance varchar(36) not null,
    task_data binary large object,
    execution_time timestamp(6) with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp(6) with time zone,
    last_failure timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp(6) with time zone,
    version bigint not null,
    priority smallint not null,
    cancel_requested boolean default false not null,
    suspect boolean, -- its process died while others ran in it
    primary key (task_name, task_instance)
);

create index headroom_tickets_QUEUE_d on headroom_tickets_QUEUE (execution_time);
create index headroom_tickets_QUEUE_p on headroom_tickets_QUEUE (priority desc, execution_time);
create index headroom_tickets_QUEUE_h on headroom_tickets_QUEUE (picked, last_heartbeat);

insert into headroom_job_queues (tickets, queue) values ('headroom_tickets_QUEUE', 'NAME');
