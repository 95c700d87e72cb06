// X.509 certificates (RFC 5280), as far as the path from a time-stamping authority to a pinned root needs them.
import { equalBytes, fromBase64, fromUtf8 } from '../bytes.ts';
import { Breach, Refusal } from '../error.ts';
import * as der from './der.ts';
import { verifySignature } from './signature.ts';

export interface Certificate {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  readonly serial: bigint;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** The subject for people: `CN=…, O=…`. */
  readonly name: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly spki: Uint8Array;
  readonly algorithm: der.Der;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, { readonly critical: boolean; readonly value: Uint8Array }>;
}

const KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_USAGE = '2.5.29.37.0';
/** Extensions whose meaning is either obeyed below or cannot widen what a path allows. */
const UNDERSTOOD = new Set([15, 19, 37, 14, 17, 18, 31, 32, 35].map((arc) => `2.5.29.${arc}`));
/** Short names of the parts of a subject, by the last arc of 2.5.4. */
const NAMES: Readonly<Record<string, string>> = {
  3: 'CN',
  5: 'SN',
  6: 'C',
  7: 'L',
  8: 'ST',
  10: 'O',
  11: 'OU',
};
const MAX_PATH = 8;

/** Reads one DER certificate; not verified. */
export function parseCertificate(raw: Uint8Array): Certificate {
  const outer = der.sequence(der.readDer(raw));
  const tbs = outer.take(der.SEQUENCE);
  const algorithm = outer.take(der.SEQUENCE);
  const signature = der.readBits(outer.take());
  outer.end();
  const fields = der.sequence(tbs);
  fields.optional(der.context(0));
  const serial = der.readInteger(fields.take());
  const inner = fields.take(der.SEQUENCE);
  if (!equalBytes(inner.raw, algorithm.raw))
    throw new Refusal('SEAL_CERTIFICATE', 'A certificate names two signature algorithms.');
  const issuer = fields.take(der.SEQUENCE).raw;
  const validity = der.sequence(fields.take());
  const subject = fields.take(der.SEQUENCE);
  const spki = fields.take(der.SEQUENCE).raw;
  fields.optional(der.context(1, false));
  fields.optional(der.context(2, false));
  const extensions = new Map<string, { critical: boolean; value: Uint8Array }>();
  const listed = fields.optional(der.context(3));
  fields.end();
  for (const extension of listed === undefined ? [] : der.children(der.readDer(listed.body))) {
    const parts = der.sequence(extension);
    const oid = der.readOid(parts.take());
    const flag = parts.optional(der.BOOLEAN);
    if (extensions.has(oid)) throw new Refusal('SEAL_CERTIFICATE', `The extension ${oid} stands twice.`);
    const critical = flag !== undefined && der.readBoolean(flag);
    extensions.set(oid, { critical, value: parts.take(der.OCTET_STRING).body });
    parts.end();
  }
  const [notBefore, notAfter] = [der.readTime(validity.take()), der.readTime(validity.take())];
  const named = { serial, issuer, subject: subject.raw, name: readName(subject), notBefore, notAfter };
  return { raw, tbs: tbs.raw, ...named, spki, algorithm, signature, extensions };
}

/** All certificates of a PEM text, in order. */
export function parsePem(text: string): Certificate[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g);
  return Array.from(blocks, ([, body = '']) => parseCertificate(fromBase64(body.replace(/\s/g, ''))));
}

/** The subject key identifier, if the certificate states one. */
export function keyIdentifier(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.get(KEY_ID);
  return extension && der.readDer(extension.value, der.OCTET_STRING).body;
}

/** Whether it names itself as issuer, as roots do. */
export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return equalBytes(issuer, subject);
}

/** RFC 3161 section 2.3: the extended key usage is time stamping, alone, and critical. */
export function isTimeStamper(certificate: Certificate): boolean {
  if (certificate.extensions.get(EXTENDED_USAGE)?.critical !== true) return false;
  return extendedUsage(certificate)?.join() === TIME_STAMPING && allowsUsage(certificate, 0xc0);
}

/**
 * The path from `certificate` to one of `anchors`, which the reader pinned, every member valid at `time` (milliseconds).
 * `pool` are certificates to build with, none trusted. A Breach (TSA_PATH, TSA_VALIDITY) says why there is none.
 */
export async function findPath(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  time: number,
): Promise<Certificate[]> {
  let reason = new Breach('TSA_PATH', `No path leads from ${certificate.name} to a root you trust.`);
  const walk = async (path: readonly Certificate[]): Promise<Certificate[] | undefined> => {
    const last = path.at(-1) ?? certificate;
    const fault = faultOf(last, path.length, time);
    if (fault !== undefined) {
      reason = fault;
      return undefined;
    }
    if (anchors.some((anchor) => equalBytes(anchor.raw, last.raw))) return [...path];
    for (const issuer of path.length < MAX_PATH ? [...anchors, ...pool] : []) {
      if (!equalBytes(issuer.subject, last.issuer) || path.some((seen) => equalBytes(seen.raw, issuer.raw)))
        continue;
      if (!(await verifySignature(issuer.spki, last.algorithm, last.tbs, last.signature).catch(() => false)))
        continue;
      const found = await walk([...path, issuer]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const path = await walk([certificate]);
  if (path === undefined) throw reason;
  return path;
}

// What forbids this certificate as member number `position` (1 = the signer, then its issuers).
function faultOf(certificate: Certificate, position: number, time: number): Breach | undefined {
  const { name, notBefore, notAfter, extensions } = certificate;
  if (time < notBefore || time > notAfter)
    return new Breach('TSA_VALIDITY', `The certificate of ${name} was not valid at that time.`);
  for (const [oid, { critical }] of extensions) {
    if (critical && !UNDERSTOOD.has(oid))
      return new Breach('TSA_PATH', `${name} has a critical extension ${oid} unknown here.`);
  }
  if (position === 1) return undefined;
  const basic = extensions.get(BASIC_CONSTRAINTS);
  const fields = basic && der.sequence(der.readDer(basic.value));
  const flag = fields?.optional(der.BOOLEAN);
  const limit = fields?.optional(der.INTEGER);
  const isAuthority = flag !== undefined && der.readBoolean(flag) && allowsUsage(certificate, 0x04); // keyCertSign
  const usage = extendedUsage(certificate);
  if (!isAuthority || (usage !== undefined && !usage.includes(TIME_STAMPING) && !usage.includes(ANY_USAGE))) {
    return new Breach('TSA_PATH', `${name} may not certify time stampers.`);
  }
  if (limit !== undefined && der.readInteger(limit) < position - 2)
    return new Breach('TSA_PATH', `${name} allows no path this long.`);
  return undefined;
}

function extendedUsage(certificate: Certificate): string[] | undefined {
  const extension = certificate.extensions.get(EXTENDED_USAGE);
  return extension && der.children(der.readDer(extension.value, der.SEQUENCE)).map(der.readOid);
}

// True if there is no key usage, or if it holds one of the bits of `mask` (bit 0 is the highest).
function allowsUsage(certificate: Certificate, mask: number): boolean {
  const extension = certificate.extensions.get(KEY_USAGE);
  return (
    extension === undefined || ((der.readDer(extension.value, der.BIT_STRING).body[1] ?? 0) & mask) !== 0
  );
}

function readName(name: der.Der): string {
  const parts = der.children(name).flatMap((set) =>
    der.children(set).map((pair) => {
      const fields = der.sequence(pair);
      const oid = der.readOid(fields.take());
      return `${NAMES[oid.replace(/^2\.5\.4\.(?=\d+$)/, '')] ?? oid}=${readText(fields.take())}`;
    }),
  );
  return parts.reverse().join(', ');
}

function readText({ tag, body }: der.Der): string {
  if (tag === 0x0c) return fromUtf8(body);
  if (tag === 0x1e) return new TextDecoder('utf-16be').decode(body);
  return new TextDecoder('latin1').decode(body); // PrintableString, IA5String, T61String
}
