create table headroom_tickets_QUEUE (
    task_name varchar(40) not null,
    task_instance varchar(36) not null,
    task_data blob,
    execution_time datetime(6) not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success datetime(6),
    last_failure datetime(6),
    consecutive_failures integer,
    last_heartbeat datetime(6),
    version bigint not null,
    priority smallint not null,
    cancel_requested boolean default false not null,
    suspect boolean, -- its process died while others ran in it
    primary key (task_name, task_instance)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

create index headroom_tickets_QUEUE_d on headroom_tickets_QUEUE (execution_time);
create index headroom_tickets_QUEUE_p on headroom_tickets_QUEUE (priority desc, execution_time);
create index headroom_tickets_QUEUE_h on headroom_tickets_QUEUE (picked, last_heartbeat);

insert into headroom_job_queues (tickets, queue) values ('headroom_tickets_QUEUE', 'NAME');
