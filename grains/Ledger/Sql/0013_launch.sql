-- What guided setup decided that is not in force yet; it counts while the version it builds on is the one in force.
create table setup_draft (
    shop text primary key,
    version bigint not null,
    based_on bigint not null,
    document text not null,
    saved_at bigint not null,
    saved_by text not null);

-- What a shop's orders of the last weeks hold that needs a decision, as last looked at.
create table setup_sight (
    shop text primary key,
    document text not null,
    seen_at bigint not null);

-- Whether a shop that was installed in the Shopify admin works yet; one without a row does: it was set up on the command line, or before launches were kept.
create table launch (
    shop text primary key,
    live bigint not null,
    since bigint not null,
    switched_by text not null,
    reason text not null);

-- Who works with Tandem in a shop, and what each may decide.
create table staff (
    shop text not null,
    member text not null,
    name text not null,
    roles text not null,
    seen_at bigint not null,
    primary key (shop, member));

-- Orders chosen for the pilot, and when they were last written to Odoo for it.
create table pilot_order (
    shop text not null,
    record text not null,
    name text not null,
    chosen_at bigint not null,
    chosen_by text not null,
    ran_at bigint not null,
    primary key (shop, record));

-- Who found the pilot right, for which decisions.
create table pilot_approval (
    shop text not null,
    role text not null,
    member text not null,
    name text not null,
    digest text not null,
    at bigint not null,
    primary key (shop, role));

-- What people did about a shop's setup and launch; kept.
create table setup_diary (
    id {identity},
    shop text not null,
    at bigint not null,
    done_by text not null,
    sentence text not null);

create index setup_diary_latest on setup_diary (shop, id);
