-- What the service's own role may do, given again after every migration. {{role}} is its name, in {{database}}.
grant usage on schema public, app to {{role}};
grant select, insert, update, delete on all tables in schema public to {{role}};
grant usage, select on all sequences in schema public to {{role}};
grant execute on all functions in schema app to {{role}};
-- Imports hold their rows in a temporary table while they are checked.
grant temporary on database {{database}} to {{role}};
-- What has been recorded stays recorded.
revoke update, delete, truncate on history_entries, history_seals, superseded_rows from {{role}};
revoke update, truncate on history_payloads from {{role}};
revoke insert, update, delete on schema_migrations from {{role}};
revoke delete on partnerships from {{role}};
