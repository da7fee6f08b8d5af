create table standing (
    shop text not null,
    kind text not null,
    record text not null,
    standing text not null,
    detail text,
    shopify_name text,
    odoo_model text,
    odoo_id bigint,
    odoo_name text,
    attempts bigint not null,
    since bigint not null,
    changed_at bigint not null,
    next_at bigint,
    signal_at bigint,
    leased_by text not null,
    lease_until bigint not null,
    primary key (shop, kind, record));

create index standing_due on standing (next_at) where next_at is not null;
create index standing_listed on standing (shop, changed_at);

-- Every cause for which a record waits; "since" survives as long as the cause does.
create table blocker (
    shop text not null,
    kind text not null,
    record text not null,
    position bigint not null,
    code text not null,
    subject text not null,
    sentence text not null,
    owner text not null,
    setting text,
    heals_with_time bigint not null,
    proposals text not null,
    since bigint not null,
    primary key (shop, kind, record, code, subject),
    foreign key (shop, kind, record) references standing (shop, kind, record) on delete cascade);

create index blocker_cause on blocker (shop, code, subject);

-- From the first signal to in step, in milliseconds; one row each time a record gets in step.
create table latency (
    id {identity},
    shop text not null,
    at bigint not null,
    milliseconds bigint not null);

create index latency_recent on latency (shop, at);
