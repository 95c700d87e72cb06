/** Short forms for what many sidecars say alike: who handed what to whom, where, with which tool. */
import type { Custody, Exhibit, Sidecar } from './exhibit.ts';

/** Everything a sidecar must say; the rest has a usual value which the maker may override. */
type Needed = Pick<
  Sidecar,
  'id' | 'file' | 'title' | 'class' | 'origin' | 'provenance' | 'madeAt' | 'eventAt' | 'side' | 'trap'
>;

const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  eml: 'message/rfc822',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Joins what is particular to an exhibit with the usual: English, Latin script, unsealed, unsigned, unverified. */
export function exhibit(needed: Needed & Partial<Sidecar>, bytes: Uint8Array): Exhibit {
  const end = needed.file.slice(needed.file.lastIndexOf('.') + 1);
  return {
    mediaType: TYPES[end] ?? 'application/octet-stream',
    language: ['en'],
    script: ['Latn'],
    signed: false,
    authenticity: 'unverified',
    sealed: null,
    relations: [],
    privilege: 'none',
    consent: 'not needed: public paper',
    release: { to: 'court' },
    ...needed,
    bytes,
  };
}

const AGENT = 'Office of the Agent of Aurelia, Vess';

/** The last step of every custody: the file is taken in at the Agent's office and hashed. */
function intake(at: string, from: string, tool = 'read-only card reader, SHA-256 on arrival'): Custody {
  return { at, act: 'taken in and hashed', from, to: `${AGENT}, evidence registrar`, place: 'Vess', tool };
}

/** Provenance with a hand-over before the intake. */
export function from(
  source: string,
  at: string,
  how: string,
  ...steps: readonly Custody[]
): Sidecar['provenance'] {
  return { receivedFrom: source, receivedAt: at, how, custody: [...steps, intake(at, source)] };
}

export const step = (
  at: string,
  act: string,
  giver: string,
  taker: string,
  place: string,
  tool?: string,
): Custody => ({
  at,
  act,
  from: giver,
  to: taker,
  place,
  ...(tool === undefined ? {} : { tool }),
});

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
