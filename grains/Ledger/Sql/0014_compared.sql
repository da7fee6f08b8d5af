-- Orders that the reconciler compared in depth and found in agreement, so that a night reads in depth only what changed on either side.
create table compared (
    shop text not null,
    record text not null,
    -- Of both sides and of what they were compared by; another one as soon as any of them changed.
    mark text not null,
    -- The rule that leaves the order out; null when it is booked.
    excluded text,
    at bigint not null,
    primary key (shop, record));

-- The Odoo that a shop was compared with last: another one, or one that was set back, is noticed before anything is compared.
create table odoo_sight (
    shop text not null primary key,
    url text not null,
    database text not null,
    -- The newest orders of the shop in it, as "odoo id:shopify id", separated by blanks.
    newest text not null,
    at bigint not null);
