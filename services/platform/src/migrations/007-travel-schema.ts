import type { Migration } from "../domain/migration.ts";

/** The travel job's tables: policies as text and vectors, and each step of a plan under its hash. */
export const travelSchema: Migration = {
  id: "007-travel-schema",
  statements: [
    `create extension if not exists vector`,
    `create schema if not exists travel`,
    `create table travel.policy_document (
  document_id text primary key,
  name text not null,
  version int not null check (version > 0),
  sha256 text not null,
  source_key text not null,
  status text not null check (status in ('indexing', 'active', 'superseded', 'failed')),
  reason text,
  pages int,
  created_at timestamptz not null default now(),
  activated_at timestamptz,
  unique (name, version)
)`,
    `create unique index policy_document_one_active on travel.policy_document (name) where status = 'active'`,
    `create table travel.policy_chunk (
  chunk_id text primary key,
  document_id text not null references travel.policy_document (document_id),
  ordinal int not null,
  section text not null,
  page int not null,
  box jsonb not null,
  text text not null,
  text_sha256 text not null,
  embedding_model text not null,
  embedding vector(1024) not null,
  unique (document_id, ordinal)
)`,
    `create index policy_chunk_by_meaning on travel.policy_chunk using hnsw (embedding vector_cosine_ops)`,
    ...["trip", "retrieval", "plan"].map(
      (table) => `create table travel.${table} (
  booking_id text not null,
  sha256 text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (booking_id, sha256)
)`,
    ),
    `grant usage on schema travel
  to sanitise_request, embed_and_retrieve, reason_and_plan, search_options, re_quote, index_policy, operator`,
    `grant insert (booking_id, sha256, body) on travel.trip to sanitise_request`,
    `grant select on travel.trip, travel.policy_document, travel.policy_chunk to embed_and_retrieve`,
    `grant insert (booking_id, sha256, body) on travel.retrieval to embed_and_retrieve`,
    `grant select on travel.trip, travel.retrieval, travel.policy_document, travel.policy_chunk to reason_and_plan`,
    `grant insert (booking_id, sha256, body) on travel.plan to reason_and_plan`,
    `grant select on travel.plan to search_options, re_quote, operator`,
    `grant select, insert, update on travel.policy_document to index_policy`,
    `grant select, insert, delete on travel.policy_chunk to index_policy`,
    `grant select on travel.policy_document, travel.policy_chunk to operator`,
  ],
};
