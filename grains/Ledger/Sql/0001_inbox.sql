create table inbox (
    id {identity},
    shop text not null,
    kind text not null,
    record text not null,
    source text not null,
    priority bigint not null,
    topic text not null,
    delivery text not null,
    digest text not null,
    happened_at bigint,
    received_at bigint not null,
    state text not null,
    done_at bigint,
    body {blob});

create unique index inbox_delivery on inbox (shop, delivery);

-- Also finds a record's signals: each index costs every webhook.
create unique index inbox_content on inbox (shop, kind, record, digest);
create index inbox_waiting on inbox (shop, priority, id) where state = 'waiting';
create index inbox_done on inbox (done_at) where state = 'done';

-- Who works on a record's signals until when. One row for a record, so that a record is never worked on twice at a time.
create table inbox_lease (
    shop text not null,
    kind text not null,
    record text not null,
    leased_by text not null,
    lease_until bigint not null,
    attempts bigint not null,
    primary key (shop, kind, record));
