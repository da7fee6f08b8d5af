create table activity (
    id {identity},
    at bigint not null,
    shop text not null,
    kind text not null,
    record text not null,
    step text not null,
    odoo_model text,
    odoo_id bigint,
    shopify_id text,
    outcome text not null,
    duration_ms bigint not null,
    sentence text not null,
    pass text not null);

create index activity_record on activity (shop, kind, record, id);
create index activity_shop on activity (shop, id);
