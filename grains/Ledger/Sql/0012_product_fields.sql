-- What was last seen of each field of products that is carried between the two systems: variant 0 is the product itself.
create table product_field (
    shop text not null,
    product bigint not null,
    variant bigint not null,
    field text not null,
    -- Mark of the value on which both sides last agreed; null where they never did.
    settled text,
    state text not null,
    owner text not null,
    name text not null,
    shopify text,
    odoo text,
    sentence text,
    -- 1 when a person said that the owner's value counts.
    taken bigint not null,
    since bigint not null,
    primary key (shop, product, variant, field));

create index product_field_open on product_field (shop, state, product) where state <> 'in_step';
