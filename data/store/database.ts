import type { Generated } from 'kysely';

/** The tables as Kysely sees them; what each column means is in schema.sql. JSON columns are text, parsed at the edge. */
export interface Database {
  servers: {
    id: string;
    slug: string;
    name: string;
    origins: string;
    topic: string | null;
    current_snapshot: number | null;
  };
  snapshots: {
    id: Generated<number>;
    server_id: string;
    origin: string;
    ref: string | null;
    integrity: string | null;
    built_from: string | null;
    extractors: string;
    path: string;
    package_name: string;
    description: string;
    language: string;
    completeness: string;
    read_at: string;
  };
  skips: { server_id: string; path: string; extractor: string; reason: string; message: string };
  fetches: {
    origin: string;
    ref: string | null;
    integrity: string | null;
    built_from: string | null;
    etag: string | null;
    extractors: string;
    failure: string | null;
  };
  checks: {
    server_id: string;
    checked_at: string;
    outcome: 'read' | 'unchanged' | 'failed' | 'lost-tools';
    failures: number;
    reason: string | null;
    message: string | null;
  };
  definitions: { hash: string; text: string };
  tools: {
    id: string;
    server_id: string;
    slug: string;
    name: string;
    definition_hash: string;
    path: string;
    start_line: number;
    end_line: number;
    extractor: string;
    flag: string | null;
    removed_at: string | null;
  };
  definition_places: { tool_id: string; place: string };
  readmes: { snapshot_id: number; drift: string };
  opinions: { question: string; opinion: string };
  extractions: { origin: string; inputs: string; extracted: string };
  history: { tool_id: string; definition_hash: string; snapshot_id: number };
  classifications: {
    tool_id: string;
    input_hash: string;
    category: string;
    level: string;
    adjusted_level: string;
    needs_review: number;
    body: string;
    policy: string;
  };
}
