/** The internal superuser's name; nobody's secret stands for it. */
export const superuser = "postgres";

/**
 * Settings that any role may make by set_config, beside those of its own with a dot in their name. The original
 * function could set `role` and `session_authorization` from within a query.
 */
const settable = [
  "search_path",
  "timezone",
  "datestyle",
  "intervalstyle",
  "application_name",
  "statement_timeout",
  "lock_timeout",
  "work_mem",
  "enable_seqscan",
  "enable_indexscan",
  "jit",
  "extra_float_digits",
];

/**
 * Makes one backend, whose real user is the superuser, safe for sessions of lesser roles. A role's session is made by
 * SET SESSION AUTHORIZATION, and Postgres lets the backend's real user undo it; so nothing that a role can run may
 * contain a SET: no procedural code by ordinary roles (DO and functions need a language), no set_config of just any
 * setting, no UPDATE of pg_settings. A plain SET is refused by the statement guard.
 */
export const hardening = `
set allow_system_table_mods = on;
alter function pg_catalog.set_config(text, text, boolean) rename to set_config_unguarded;
revoke execute on function pg_catalog.set_config_unguarded(text, text, boolean) from public;
create function pg_catalog.set_config(setting_name text, new_value text, is_local boolean) returns text
language plpgsql volatile security definer as $guard$
begin
  if setting_name !~ '^[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)+$'
     and pg_catalog.lower(setting_name) <> all (array[${settable.map((name) => `'${name}'`).join(", ")}]) then
    raise insufficient_privilege using message = pg_catalog.format('permission denied to set parameter "%s"', setting_name);
  end if;
  return pg_catalog.set_config_unguarded(setting_name, new_value, is_local);
end
$guard$;
set allow_system_table_mods = off;
revoke update on pg_catalog.pg_settings from public;
revoke usage on language plpgsql, sql from public;
create role rds_superuser nologin createdb createrole;
grant usage on language plpgsql, sql to rds_superuser with grant option;
grant pg_monitor, pg_signal_backend to rds_superuser with admin option;
`;
