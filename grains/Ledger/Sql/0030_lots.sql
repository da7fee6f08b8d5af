-- Orders of an import that go together are many at once: they count apart from what else is worked on of their shop.
alter table inbox_lease add column lot bigint not null default 0;
