-- Each import of orders that were placed before, with how far it has come.
create table history_import (
    id {identity},
    shop text not null,
    placed_from bigint not null,
    placed_to bigint not null,
    -- running, stopped, listed (all of them are known or wait in the inbox) or dropped.
    state text not null,
    total bigint not null,
    -- Shopify's cursor of the last page that is in the inbox.
    after text,
    listed bigint not null,
    known bigint not null,
    started_at bigint not null,
    started_by text not null,
    -- When it last began to run, and how many were listed then.
    runs_since bigint not null,
    listed_before bigint not null);

create index history_import_latest on history_import (shop, id);

-- One import of a shop at a time.
create unique index history_import_open on history_import (shop) where state in ('running', 'stopped');
