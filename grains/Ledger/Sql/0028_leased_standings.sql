-- Every server looks every other second whether a dead one holds records that are to be tried again: few are, among a million that stand.
create index standing_leased on standing (leased_by) where leased_by <> '';
