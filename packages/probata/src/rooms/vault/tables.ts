// The tables of the vault: a thin row per exhibit for lists, and beside it everything else that was said of it.
import type { TableSpec } from '../../ports/view-writer.ts';

export interface VaultTables {
  /** Thin: what lists show and sort by. `title` is JSON (text or token); `title_fold` is null when sealed. */
  vault_exhibit: {
    id: string;
    seq: number;
    at: string;
    title: string;
    title_fold: string | null;
    class: string;
    state: string;
    media_type: string | null;
    bytes: number | null;
    language: string | null;
    authenticity: string;
    compartment: string | null;
    side: string | null;
    origin_id: string | null;
    /** 1 once the deposit's content was erased. */
    erased: number;
  };
  /** Everything else that was said, one column per field so that each may be corrected by itself. */
  vault_detail: {
    id: string;
    by: string;
    name: string | null;
    name_bytes: string | null;
    media_claimed: string | null;
    media_sniffed: string | null;
    provenance: string | null;
    originator: string | null;
    interest: string | null;
    made_at: string | null;
    made_for: string | null;
    signed: string | null;
    method_stated: number | null;
    tested_by: string | null;
    challenged_before_suit: number | null;
    identity_withheld: number | null;
    privilege: string | null;
    consent: string | null;
    release: string;
    held_at: string | null;
    why: string | null;
  };
  /** Where the bytes are, of exhibits and of produced files. `holder` is the exhibit's or the produced file's id. */
  vault_object: {
    holder: string;
    entry: number;
    address: string;
    digest: string | null;
    key: string | null;
    plain: string | null;
    bytes: number;
    compartment: string | null;
    intake: string | null;
    twin_mark: string | null;
    path_mark: string | null;
  };
  vault_custody: { exhibit: string; seq: number; n: number; at: string; by: string; step: string };
  vault_relation: {
    id: string;
    from_exhibit: string;
    to_exhibit: string | null;
    relation: string;
    detail: string;
    seq: number;
  };
  vault_standing: {
    exhibit: string;
    scope: string;
    standing: string;
    ground: string;
    by: string;
    at: string;
    seq: number;
  };
  vault_authority: { id: string; seq: number; title: string; sort: string; citation: string; detail: string };
  vault_produced: {
    id: string;
    seq: number;
    how: string;
    title: string;
    media_type: string;
    compartment: string | null;
    tool: string;
    settings: string | null;
  };
  vault_parent: { produced: string; parent: string };
  vault_intake: {
    id: string;
    seq: number;
    at: string;
    source: string;
    source_mark: string;
    compartment: string | null;
    state: string;
    counts: string | null;
    odd_names: number | null;
    bytes: number | null;
    closed_at: string | null;
  };
  vault_passed: { intake: string; seq: number; files: string; counts: string };
  vault_fixity: {
    seq: number;
    at: string;
    scope: string;
    checked: number;
    sound: number;
    altered: string;
    missing: string;
    root: string;
  };
}

export const VAULT_TABLES: readonly TableSpec[] = [
  {
    name: 'vault_exhibit',
    columns: {
      id: 'text',
      seq: 'integer',
      at: 'text',
      title: 'json',
      title_fold: 'text',
      class: 'text',
      state: 'text',
      media_type: 'text',
      bytes: 'integer',
      language: 'text',
      authenticity: 'text',
      compartment: 'text',
      side: 'text',
      origin_id: 'text',
      erased: 'integer',
    },
    key: ['id'],
    indexes: [['seq'], ['class', 'compartment', 'state'], ['compartment', 'seq'], ['title_fold', 'seq']],
    isWide: true,
  },
  {
    name: 'vault_detail',
    columns: {
      id: 'text',
      by: 'text',
      name: 'json',
      name_bytes: 'json',
      media_claimed: 'text',
      media_sniffed: 'text',
      provenance: 'json',
      originator: 'json',
      interest: 'text',
      made_at: 'json',
      made_for: 'text',
      signed: 'text',
      method_stated: 'integer',
      tested_by: 'json',
      challenged_before_suit: 'integer',
      identity_withheld: 'integer',
      privilege: 'text',
      consent: 'json',
      release: 'json',
      held_at: 'json',
      why: 'json',
    },
    key: ['id'],
    isWide: true,
  },
  {
    name: 'vault_object',
    columns: {
      holder: 'text',
      entry: 'integer',
      address: 'text',
      digest: 'text',
      key: 'text',
      plain: 'json',
      bytes: 'integer',
      compartment: 'text',
      intake: 'text',
      twin_mark: 'text',
      path_mark: 'text',
    },
    key: ['holder'],
    indexes: [['address'], ['digest'], ['twin_mark'], ['intake'], ['entry']],
    isWide: true,
  },
  {
    name: 'vault_custody',
    columns: { exhibit: 'text', seq: 'integer', n: 'integer', at: 'text', by: 'text', step: 'json' },
    key: ['exhibit', 'seq', 'n'],
    isWide: true,
  },
  {
    name: 'vault_relation',
    columns: {
      id: 'text',
      from_exhibit: 'text',
      to_exhibit: 'text',
      relation: 'text',
      detail: 'json',
      seq: 'integer',
    },
    key: ['id'],
    indexes: [['from_exhibit'], ['to_exhibit']],
  },
  {
    name: 'vault_standing',
    columns: {
      exhibit: 'text',
      scope: 'text',
      standing: 'text',
      ground: 'json',
      by: 'text',
      at: 'text',
      seq: 'integer',
    },
    key: ['exhibit', 'scope'],
    indexes: [['scope', 'standing']],
  },
  {
    name: 'vault_authority',
    columns: { id: 'text', seq: 'integer', title: 'text', sort: 'text', citation: 'text', detail: 'json' },
    key: ['id'],
  },
  {
    name: 'vault_produced',
    columns: {
      id: 'text',
      seq: 'integer',
      how: 'text',
      title: 'json',
      media_type: 'text',
      compartment: 'text',
      tool: 'json',
      settings: 'json',
    },
    key: ['id'],
    indexes: [['seq']],
  },
  {
    name: 'vault_parent',
    columns: { produced: 'text', parent: 'text' },
    key: ['produced', 'parent'],
    indexes: [['parent']],
  },
  {
    name: 'vault_intake',
    columns: {
      id: 'text',
      seq: 'integer',
      at: 'text',
      source: 'json',
      source_mark: 'text',
      compartment: 'text',
      state: 'text',
      counts: 'json',
      odd_names: 'integer',
      bytes: 'integer',
      closed_at: 'text',
    },
    key: ['id'],
    indexes: [['source_mark', 'state']],
  },
  {
    name: 'vault_passed',
    columns: { intake: 'text', seq: 'integer', files: 'json', counts: 'json' },
    key: ['intake', 'seq'],
  },
  {
    name: 'vault_fixity',
    columns: {
      seq: 'integer',
      at: 'text',
      scope: 'text',
      checked: 'integer',
      sound: 'integer',
      altered: 'json',
      missing: 'json',
      root: 'text',
    },
    key: ['seq'],
  },
];
