-- One row for each night that was compared, or tried.
create table reconciliation (
    shop text not null,
    started_at bigint not null,
    ended_at bigint,
    -- agrees, differs, incomplete or failed; null while it runs.
    verdict text,
    -- The whole report as JSON, without personal data.
    report text,
    mailed_at bigint,
    mail_error text,
    primary key (shop, started_at));

-- Each disagreement that was ever found, once.
create table finding (
    shop text not null,
    kind text not null,
    record text not null,
    -- What kind of disagreement, and on what; with the record its identity from night to night.
    finding text not null,
    field text not null,
    name text not null,
    shopify text not null,
    odoo text not null,
    cause text not null,
    owner text not null,
    action text not null,
    first_seen bigint not null,
    last_seen bigint not null,
    times bigint not null,
    -- Null while it is open.
    healed_at bigint,
    accepted_by text,
    accepted_reason text,
    accepted_until bigint,
    primary key (shop, kind, record, finding, field));

create index finding_open on finding (shop, healed_at, last_seen);
