-- Which Odoo product a variant is: one row for each variant, so that it is never two. It is read by orders and by stock.
create table product_link (
    shop text not null,
    variant bigint not null,
    product bigint not null,
    inventory_item bigint not null,
    odoo_product bigint not null,
    origin text not null,
    units text not null,
    sku text,
    barcode text,
    reference text,
    odoo_barcode text,
    linked_by text not null,
    linked_at bigint not null,
    primary key (shop, variant));

create index product_link_odoo on product_link (shop, odoo_product);

-- The match report as it was last seen. "side" says whose record "id" is: a variant of Shopify, or a product of Odoo alone.
create table product_match (
    shop text not null,
    side text not null,
    id bigint not null,
    state text not null,
    reason text not null,
    product bigint,
    inventory_item bigint,
    title text not null,
    sku text,
    barcode text,
    code text,
    status text,
    tracked bigint not null,
    odoo_product bigint,
    odoo_name text,
    reference text,
    odoo_barcode text,
    unit text,
    units text not null,
    proposals text not null,
    sentence text not null,
    seen_at bigint not null,
    primary key (shop, side, id));

create index product_match_code on product_match (shop, code);
create index product_match_product on product_match (shop, product);
create index product_match_state on product_match (shop, state);
