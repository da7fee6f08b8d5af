-- Why the Odoo at hand is not the one that the shop's orders were booked in; null while it is. Whoever resumes the flows that paused for it says that it is the right one.
alter table odoo_sight add column doubt text;
