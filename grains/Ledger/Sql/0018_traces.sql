-- The trace in which a signal was received, as W3C's traceparent; null when nobody watched. Its pass goes on in it.
alter table inbox add column trace text;
