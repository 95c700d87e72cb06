// Opens the envelope of a signed mail or file (S/MIME, CMS), in which the whole of it lies; the signature itself is not judged here.

/** What the envelope is: signed, with what it holds, or locked with somebody's key; undefined where it is neither. */
export type Envelope = { readonly kind: 'signed'; readonly content: Buffer } | { readonly kind: 'locked' };

interface Element {
  readonly tag: number;
  /** Where its tag stands. */
  readonly begin: number;
  readonly start: number;
  readonly end: number;
  /** Where the next one begins. */
  readonly next: number;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const OCTETS = 0x04;
const OCTETS_IN_PARTS = 0x24;
const EXPLICIT = 0xa0;
const SIGNED = '2a864886f70d010702';
const LOCKED = /^2a864886f70d0(?:10703|109100117)$/;
const MOST_PARTS = 1_000_000;
const DEEPEST = 16;
const MOST_CERTIFICATES = 100;

/** Whether a file begins as signed or enveloped data does: the sign of the kind behind a length of any form. */
export function isCms(head: Buffer): boolean {
  return (
    head[0] === SEQUENCE &&
    /^30(?:80|8[1-4](?:..){1,4}|[0-7].)06092a864886f70d01070[23]/.test(head.toString('hex', 0, 24))
  );
}

/** Reads ContentInfo and, where it is SignedData, what it encloses (RFC 5652, 3 and 5; X.690, lengths left open as well). */
export function openEnvelope(view: Buffer): Envelope | undefined {
  try {
    const info = childrenOf(view, elementAt(view, 0, view.length, 0), 2);
    const [type, inner] = info;
    if (type === undefined) return undefined;
    const oid = view.toString('hex', type.start, type.end);
    if (LOCKED.test(oid)) return { kind: 'locked' };
    if (oid !== SIGNED || inner?.tag !== EXPLICIT) return undefined;
    const signed = childrenOf(view, elementAt(view, inner.start, inner.end, 0), 3);
    const enclosed = signed.find(({ tag }, i) => tag === SEQUENCE && i > 0);
    const holder = enclosed === undefined ? undefined : childrenOf(view, enclosed, 2)[1];
    if (holder?.tag !== EXPLICIT) return undefined; // a signature beside its content
    const content = octetsOf(view, elementAt(view, holder.start, holder.end, 0));
    return content === undefined ? undefined : { kind: 'signed', content };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // it ends too early
    return undefined;
  }
}

/** The certificates that come with SignedData (RFC 5652, 5.1), each as it is; undefined where it is no SignedData. */
export function certificatesIn(view: Buffer): readonly Buffer[] | undefined {
  try {
    const [type, inner] = childrenOf(view, elementAt(view, 0, view.length, 0), 2);
    if (type === undefined || inner?.tag !== EXPLICIT) return undefined;
    if (view.toString('hex', type.start, type.end) !== SIGNED) return undefined;
    const signed = childrenOf(view, elementAt(view, inner.start, inner.end, 0), 6);
    const held = signed.find(({ tag }) => tag === EXPLICIT);
    if (held === undefined) return [];
    return childrenOf(view, { ...held, tag: SET }, MOST_CERTIFICATES).flatMap((one) =>
      one.tag === SEQUENCE ? [view.subarray(one.begin, one.next)] : [],
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // it ends too early
    return undefined;
  }
}

function elementAt(view: Buffer, at: number, limit: number, depth: number): Element {
  if (depth > DEEPEST) throw new RangeError('too deep');
  const tag = view.readUInt8(at);
  const first = view.readUInt8(at + 1);
  if ((tag & 31) === 31) throw new RangeError('a tag of many bytes');
  if (first === 0x80) {
    // The length is left open: it ends at two zeros, between its parts.
    let next = at + 2;
    for (let n = 0; n < MOST_PARTS && next + 2 <= limit; n += 1) {
      if (view.readUInt16BE(next) === 0) return { tag, begin: at, start: at + 2, end: next, next: next + 2 };
      next = elementAt(view, next, limit, depth + 1).next;
    }
    throw new RangeError('no end');
  }
  const bytes = first < 0x80 ? 0 : first & 0x7f;
  if (bytes > 6) throw new RangeError('an impossible length');
  const length = bytes === 0 ? first : view.readUIntBE(at + 2, bytes);
  const start = at + 2 + bytes;
  if (start + length > limit) throw new RangeError('longer than what holds it');
  return { tag, begin: at, start, end: start + length, next: start + length };
}

function childrenOf(view: Buffer, { tag, start, end }: Element, most: number): readonly Element[] {
  if (tag !== SEQUENCE && tag !== SET) throw new RangeError('no list');
  const found: Element[] = [];
  for (let at = start; at < end && found.length < most; ) {
    const one = elementAt(view, at, end, 0);
    found.push(one);
    at = one.next;
  }
  return found;
}

/** Octets in one piece, or in parts of which each is one piece. */
function octetsOf(view: Buffer, { tag, start, end }: Element): Buffer | undefined {
  if (tag === OCTETS) return view.subarray(start, end);
  if (tag !== OCTETS_IN_PARTS) return undefined;
  const parts: Buffer[] = [];
  for (let at = start; at < end && parts.length < MOST_PARTS; ) {
    const one = elementAt(view, at, end, 0);
    if (one.tag !== OCTETS) return undefined;
    parts.push(view.subarray(one.start, one.end));
    at = one.next;
  }
  return Buffer.concat(parts);
}
