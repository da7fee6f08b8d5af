-- Where each flow of a record is; a flow without a row has nothing to do.
create table flow_standing (
    shop text not null,
    kind text not null,
    record text not null,
    flow text not null,
    standing text not null,
    sentence text,
    held_by text,
    since bigint not null,
    -- When the record last got in step by a step that was taken for it; 0 when it never did.
    moved_at bigint not null,
    primary key (shop, kind, record, flow),
    foreign key (shop, kind, record) references standing (shop, kind, record) on delete cascade);

create index flow_standing_held on flow_standing (shop, held_by) where held_by is not null;

-- The flow that waits for a cause; null in rows of before stands for orders.
alter table blocker add column flow text;

-- The cause for which a flow paused by itself; null when a person paused it.
alter table paused_flow add column code text;
alter table paused_flow add column subject text;

-- Who paused and resumed which flow, when and why; kept.
create table flow_switch (
    id {identity},
    shop text not null,
    flow text not null,
    at bigint not null,
    paused bigint not null,
    switched_by text not null,
    reason text not null);

create index flow_switch_latest on flow_switch (shop, flow, at);
