-- What was paid of an order on both sides when it agreed, by journal: sums alone, no personal data.
alter table compared add column payments text;
