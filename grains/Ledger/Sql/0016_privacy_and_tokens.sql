-- What Shopify passed on from customers and shops about their data, and what came of it.
create table privacy_request (
    id {identity},
    shop text not null,
    topic text not null,
    delivery text not null,
    -- Shopify's number of the customer; ids stay when everything else of a person is gone.
    customer bigint,
    orders text not null,
    -- By what the customer is found, encrypted; null as soon as it is not needed any more.
    traces text,
    received_at bigint not null,
    done_at bigint,
    done_by text,
    outcome text);

create unique index privacy_request_delivery on privacy_request (shop, delivery);
create index privacy_request_open on privacy_request (received_at) where done_at is null;

-- When Shopify refused the token and its renewal; null while it is taken to be good. The next page that somebody opens exchanges it.
alter table token add column refused_at bigint;

-- The scopes that the shop granted last, as Shopify lists them, separated by commas; null where that was never told.
alter table token add column scopes text;
