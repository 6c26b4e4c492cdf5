import type { Migration } from "../domain/migration.ts";

/** The PM job's tables. Bodies are JSON that readers parse with the same strict schema the writers used. */
export const pmSchema: Migration = {
  id: "001-pm-schema",
  statements: [
    `create schema if not exists pm`,
    `create table pm.sanitised_signal (
  signal_id text not null,
  sha256 text not null,
  project_key text not null,
  body jsonb not null,
  topic text not null,
  severity text not null,
  correlations text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (signal_id, sha256)
)`,
    `create index sanitised_signal_by_project on pm.sanitised_signal (project_key, created_at desc)`,
    `create index sanitised_signal_by_correlation on pm.sanitised_signal using gin (correlations)`,
    `create table pm.recommendation (
  signal_id text not null,
  sha256 text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (signal_id, sha256)
)`,
    `create table pm.artefact_entry (
  entry_id text primary key,
  project_key text not null,
  artefact text not null check (artefact in ('raid_log', 'decision_log', 'delivery_state', 'backlog_summary')),
  title text not null,
  entry jsonb not null,
  correlations text[] not null default '{}',
  signal_id text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz
)`,
    `create index artefact_entry_by_project on pm.artefact_entry (project_key, artefact, created_at desc)`,
  ],
};
