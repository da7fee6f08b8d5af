-- What a location of Shopify shows of a variant and should show: one row for each level that is told from Odoo.
create table stock_level (
    shop text not null,
    location bigint not null,
    variant bigint not null,
    inventory_item bigint not null,
    odoo_product bigint not null,
    -- What Shopify showed when it was last looked at or written; null where that is not known.
    seen bigint,
    state text not null,
    sentence text,
    -- How often it was said to have changed since it was last settled; 0 when nothing is to be done.
    due bigint not null,
    looked_at bigint,
    primary key (shop, location, variant));

create index stock_level_due on stock_level (shop, location, variant) where due > 0;
create index stock_level_state on stock_level (shop, location, state);
