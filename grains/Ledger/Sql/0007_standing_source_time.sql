-- The platform's own time of the last change that a pass has read; compared with what a sweep sees, never with our clock.
alter table standing add column source_at bigint;
