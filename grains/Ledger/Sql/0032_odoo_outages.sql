-- From when on a record that waits for its Odoo to answer may be tried; null where it waits for something else.
alter table standing add column once_odoo_answers bigint;
create index standing_odoo_away on standing (shop) where once_odoo_answers is not null;
