-- What a person decided about one order: left out, or corrected by hand. It holds until it is taken back or the order changes in a way that matters; the story is in activity.
create table hand_mark (
    shop text not null,
    kind text not null,
    record text not null,
    mark text not null,
    reason text not null,
    marked_by text not null,
    marked_at bigint not null,
    -- What the order waited for when it was corrected: code and subject, one a line.
    causes text not null,
    primary key (shop, kind, record));

-- A person wants the two systems compared now; the reconciler looks for it every minute.
create table reconcile_request (
    shop text primary key,
    asked_at bigint not null,
    asked_by text not null);

-- Which way a change went: 1 from Odoo to Shopify. A standing keeps it beside the moment from which its time is counted.
alter table latency add column to_shopify bigint not null default 0;
alter table standing add column signal_to_shopify bigint not null default 0;

-- What happened how often, by day in UTC (days since 1970), for the weekly review: counted as it happens, so that nobody has to count activity.
create table day_count (
    shop text not null,
    day bigint not null,
    what text not null,
    times bigint not null,
    primary key (shop, day, what));

-- Home and the review count over everything that a shop ever had: each from an index alone.
drop index latency_recent;
create index latency_recent on latency (shop, to_shopify, at, milliseconds);
create index standing_counted on standing (shop, kind, standing);
create index flow_standing_counted on flow_standing (shop, flow, standing);
