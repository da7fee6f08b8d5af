-- What the people of a shop were told of by mail and that is not over yet: once each, and again after a while. No personal data.
create table alert (
    shop text not null,
    kind text not null,
    subject text not null,
    owner text not null,
    flow text,
    sentence text not null,
    since bigint not null,
    told_at bigint not null,
    primary key (shop, kind, subject));
