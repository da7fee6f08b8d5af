create table shop (
    domain text primary key,
    connected_at bigint not null,
    disconnected_at bigint,
    last_webhook_at bigint,
    last_sweep_at bigint,
    last_sweep_found bigint);

create table paused_flow (
    shop text not null,
    flow text not null,
    since bigint not null,
    paused_by text not null,
    reason text not null,
    primary key (shop, flow));

-- How far a sweep or poll has read; moved only with compare-and-set.
create table sweep_cursor (
    shop text not null,
    name text not null,
    value text not null,
    moved_at bigint not null,
    primary key (shop, name));

-- Every version of the decisions document is kept.
create table decisions (
    shop text not null,
    version bigint not null,
    document text not null,
    saved_at bigint not null,
    saved_by text not null,
    primary key (shop, version));

create table secret (
    shop text not null,
    name text not null,
    ciphertext text not null,
    changed_at bigint not null,
    primary key (shop, name));

create table token (
    shop text primary key,
    version bigint not null,
    ciphertext text not null,
    expires_at bigint,
    saved_at bigint not null);

-- The key ring that encrypts secrets and tokens.
create table data_key (
    name text primary key,
    xml text not null);

-- One-at-a-time work and "a server is running": a name, its owner, until when.
create table lease (
    name text primary key,
    owner text not null,
    since bigint not null,
    lease_until bigint not null);
