-- Records that are due are taken shop by shop, so that one with very many leaves room for the others.
create index standing_due_of_shop on standing (shop, next_at) where next_at is not null;
