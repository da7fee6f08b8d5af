-- By what else people ask for an order: numbers and ids of its invoices, credit notes and transfers in Odoo, ids and names of its payments, refunds, returns and fulfillments in Shopify; in small letters.
create table record_name (
    shop text not null,
    name text not null,
    kind text not null,
    record text not null,
    primary key (shop, name, kind, record));

insert into record_name (shop, name, kind, record)
select distinct shop, cast(odoo_id as text), kind, record from activity
where kind = 'order' and odoo_id is not null and odoo_model in ('account.move', 'stock.picking');

-- Where the shop's day begins, as Shopify states it (IANA); null until it was asked.
alter table shop add column time_zone text;
