// The tables of filing.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import { bundleAdmitted, copyDelivered, filingOpened, filingSealed, filingSuperseded } from './types.ts';

export interface BundleTables {
  bundle_filing: {
    id: string;
    pleading: string;
    title: string;
    cover: string;
    by: string | null;
    party_name: string | null;
    seq: number;
  };
  bundle_version: {
    filing: string;
    version: number;
    status: string;
    manifest: string;
    document: string;
    said: string;
    state: string;
    at: string;
    seq: number;
  };
  bundle_annex: {
    filing: string;
    version: number;
    number: number;
    exhibit: string;
    entry: number;
    file: string | null;
    digest: string | null;
    bytes: number;
  };
  bundle_copy: {
    id: string;
    filing: string;
    version: number;
    recipient: string;
    at: string;
    how: string;
    receipt: string | null;
    seq: number;
  };
  bundle_admitted: {
    id: string;
    title: string;
    source: string;
    origin: string;
    key_given: number;
    files: number;
    annexes: number;
    failed: number;
    seq: number;
  };
}

export const bundleView: View = {
  name: 'bundle',
  version: 1,
  tables: [
    {
      name: 'bundle_filing',
      columns: {
        id: 'text',
        pleading: 'text',
        title: 'text',
        cover: 'json',
        by: 'text',
        party_name: 'text',
        seq: 'integer',
      },
      key: ['id'],
    },
    {
      name: 'bundle_version',
      columns: {
        filing: 'text',
        version: 'integer',
        status: 'text',
        manifest: 'text',
        document: 'text',
        said: 'json',
        state: 'text',
        at: 'text',
        seq: 'integer',
      },
      key: ['filing', 'version'],
    },
    {
      name: 'bundle_annex',
      columns: {
        filing: 'text',
        version: 'integer',
        number: 'integer',
        exhibit: 'text',
        entry: 'integer',
        file: 'text',
        digest: 'text',
        bytes: 'integer',
      },
      key: ['filing', 'version', 'number'],
      indexes: [['exhibit']],
    },
    {
      name: 'bundle_copy',
      columns: {
        id: 'text',
        filing: 'text',
        version: 'integer',
        recipient: 'text',
        at: 'json',
        how: 'text',
        receipt: 'text',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['filing']],
    },
    {
      name: 'bundle_admitted',
      columns: {
        id: 'text',
        title: 'text',
        source: 'text',
        origin: 'text',
        key_given: 'integer',
        files: 'integer',
        annexes: 'integer',
        failed: 'integer',
        seq: 'integer',
      },
      key: ['id'],
    },
  ],
  folds: {
    'filing.opened': fold(filingOpened, ({ subject, seq, said }, write) =>
      write.put('bundle_filing', {
        id: subject,
        pleading: said.pleading,
        title: said.title,
        cover: toJson(said.cover),
        by: said.by ?? null,
        party_name: said.partyName ?? null,
        seq,
      }),
    ),
    'filing.sealed': fold(filingSealed, ({ subject, seq, at, said }, write) => {
      write.put('bundle_version', {
        filing: subject,
        version: said.version,
        status: said.status,
        manifest: said.manifest,
        document: said.document,
        said: toJson(said as unknown as JsonValue),
        state: 'in-force',
        at,
        seq,
      });
      for (const annex of said.annexes)
        write.put('bundle_annex', {
          filing: subject,
          version: said.version,
          number: annex.number,
          exhibit: annex.exhibit,
          entry: annex.entry,
          file: annex.file,
          digest: annex.digest,
          bytes: annex.bytes,
        });
      for (const annex of said.sealedAnnexes)
        write.put('bundle_annex', {
          filing: subject,
          version: said.version,
          number: annex.number,
          exhibit: annex.exhibit,
          entry: annex.entry,
          file: null,
          digest: null,
          bytes: 0,
        });
    }),
    'filing.superseded': fold(filingSuperseded, ({ subject, said }, write) =>
      write.patch(
        'bundle_version',
        { filing: subject, version: said.version },
        { state: `superseded by ${said.by}` },
      ),
    ),
    'copy.delivered': fold(copyDelivered, ({ subject, seq, said }, write) =>
      write.put('bundle_copy', {
        id: subject,
        filing: said.filing,
        version: said.version,
        recipient: said.to,
        at: toJson(said.at as unknown as JsonValue),
        how: said.how,
        receipt: said.receipt ?? null,
        seq,
      }),
    ),
    'bundle.admitted': fold(bundleAdmitted, ({ subject, seq, said }, write) =>
      write.put('bundle_admitted', {
        id: subject,
        title: said.title,
        source: said.from,
        origin: said.origin,
        key_given: said.keyGiven ? 1 : 0,
        files: said.files.length,
        annexes: said.annexes.length,
        failed: said.checks.filter((check) => check.state === 'failed').length,
        seq,
      }),
    ),
  },
};
