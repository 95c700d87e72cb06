// Judges an RFC 3161 time stamp: these bytes existed at or before this time, says this authority, and may it say so?
import { equalBytes, toHex } from '../bytes.ts';
import { demand } from '../error.ts';
import {
  type Certificate,
  findPath,
  isSelfIssued,
  isTimeStamper,
  keyIdentifier,
  parseCertificate,
} from './certificate.ts';
import * as der from './der.ts';
import { digest, type HashName, readHash, verifySignature } from './signature.ts';

export interface TimestampQuestion {
  /** A TimeStampResp, or the bare token of one. */
  readonly token: Uint8Array;
  /** The exact bytes that were stamped. */
  readonly stamped: Uint8Array;
  /** Roots that the reader pinned. Empty: everything else is judged, and the verdict stays `not-checked`. */
  readonly anchors: readonly Certificate[];
  /** Certificates to build a path with, besides those in the token. */
  readonly untrusted?: readonly Certificate[];
  /** The TimeStampReq, if it was kept: nonce and policy must then be the ones asked for. */
  readonly request?: Uint8Array;
  /** A policy (dotted) that the authority must have applied. */
  readonly policy?: string;
  /** Judge the certificates at this time (milliseconds) in place of the token's own. */
  readonly at?: number;
}

/** What the token says, once its signature holds. `accuracy` in milliseconds; `name` is read from the certificate. */
export interface TimestampFacts {
  readonly time: string;
  readonly accuracy?: number;
  readonly policy: string;
  readonly serial: string;
  readonly signer: string;
  /** SHA-256 of the root at the end of the path, or of the last certificate found if none is pinned. */
  readonly root?: string;
}

export interface TimestampVerdict {
  readonly state: 'verified' | 'failed' | 'not-checked';
  /** TSA_… or SEAL_…: which check spoke. `TSA_OK` if all hold. */
  readonly code: string;
  readonly sentence: string;
  readonly facts?: TimestampFacts;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const ESS_V1 = '1.2.840.113549.1.9.16.2.12';
const ESS_V2 = '1.2.840.113549.1.9.16.2.47';

interface TstInfo {
  readonly policy: string;
  readonly hash: HashName;
  readonly imprint: Uint8Array;
  readonly serial: bigint;
  readonly time: number;
  readonly accuracy?: number;
  readonly nonce?: bigint;
}

/** Runs every check, in this order: form, signer, ESS, signature, purpose, imprint, request, policy, path. Never throws. */
export async function judgeTimestamp(question: TimestampQuestion): Promise<TimestampVerdict> {
  let facts: TimestampFacts | undefined;
  const verdict = (state: TimestampVerdict['state'], code: string, sentence: string): TimestampVerdict =>
    facts === undefined ? { state, code, sentence } : { state, code, sentence, facts };
  const isPinned = question.anchors.length > 0;
  try {
    const signed = openSignedData(tokenOf(question.token));
    const info = readTstInfo(signed.content);
    const signer = await authenticSigner(signed, question);
    const { policy, accuracy } = info;
    const time = new Date(info.time).toISOString();
    facts = {
      time,
      ...(accuracy !== undefined && { accuracy }),
      policy,
      serial: info.serial.toString(16),
      signer: signer.name,
    };
    demand(
      isTimeStamper(signer),
      'TSA_EKU',
      `The certificate of ${signer.name} is not for time stamping alone.`,
    );
    const imprint = await digest(info.hash, question.stamped);
    demand(equalBytes(imprint, info.imprint), 'TSA_IMPRINT', 'The token stamps other bytes.');
    checkRequest(info, question);
    const pool = [...signed.certificates, ...(question.untrusted ?? [])];
    const roots = isPinned ? question.anchors : pool.filter(isSelfIssued);
    const path = await findPath(signer, pool, roots, question.at ?? info.time);
    facts = { ...facts, root: toHex(await digest('SHA-256', (path.at(-1) as Certificate).raw)) }; // a path is never empty
    return isPinned
      ? verdict('verified', 'TSA_OK', `${signer.name} stamped these bytes at ${time}.`)
      : verdict('not-checked', 'TSA_NO_ANCHOR', `${signer.name} says ${time}; compare its root's SHA-256.`);
  } catch (error) {
    const { code = '', message = '' } = error as { code?: unknown; message?: string };
    if (!isPinned && code === 'TSA_PATH')
      return verdict('not-checked', 'TSA_NO_ANCHOR', 'No root of this authority was given.');
    return verdict('failed', typeof code === 'string' && code !== '' ? code : 'TSA_FORM', message);
  }
}

// A response wraps the token behind a status, which must be granted (0) or granted with changes (1).
function tokenOf(bytes: Uint8Array): der.Der {
  const top = der.readDer(bytes, der.SEQUENCE);
  if (der.children(top)[0]?.tag === der.OID) return top;
  const response = der.sequence(top);
  const status = der.readInteger(der.sequence(response.take()).take());
  demand(status === 0n || status === 1n, 'TSA_STATUS', `The authority refused (status ${status}).`);
  const token = response.take(der.SEQUENCE);
  response.end();
  return token;
}

interface SignedData {
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: der.Der;
}

function openSignedData(token: der.Der): SignedData {
  const outer = der.sequence(token);
  demand(der.readOid(outer.take()) === SIGNED_DATA, 'TSA_FORM', 'The token is not signed data.');
  const fields = der.sequence(der.readDer(outer.take(der.context(0)).body));
  outer.end();
  fields.take(der.INTEGER);
  fields.take(der.SET);
  const encapsulated = der.sequence(fields.take());
  demand(der.readOid(encapsulated.take()) === TST_INFO, 'TSA_FORM', 'The token does not hold a TSTInfo.');
  const content = der.readDer(encapsulated.take(der.context(0)).body, der.OCTET_STRING).body;
  const bag = fields.optional(der.context(0));
  fields.optional(der.context(1));
  const [signer, ...others] = der.children(fields.take(der.SET));
  fields.end();
  demand(signer !== undefined && others.length === 0, 'TSA_SIGNERS', 'A token has exactly one signer.');
  const plain = (bag === undefined ? [] : der.children(bag)).filter(({ tag }) => tag === der.SEQUENCE);
  return { content, certificates: plain.map(({ raw }) => parseCertificate(raw)), signer };
}

function readTstInfo(content: Uint8Array): TstInfo {
  const fields = der.sequence(der.readDer(content));
  demand(der.readInteger(fields.take()) === 1n, 'TSA_FORM', 'The TSTInfo is not of version 1.');
  const policy = der.readOid(fields.take());
  const imprint = der.sequence(fields.take());
  const hash = readHash(imprint.take());
  const hashed = imprint.take(der.OCTET_STRING).body;
  const serial = der.readInteger(fields.take());
  const time = der.readTime(fields.take(der.GENERALIZED_TIME));
  const accuracy = fields.optional(der.SEQUENCE);
  fields.optional(der.BOOLEAN);
  const nonce = fields.optional(der.INTEGER);
  fields.optional(der.context(0)); // `tsa`: the authority's own word, so the certificate's name is reported instead
  fields.end(); // extensions of the TSTInfo are unknown here, and refused by this
  const stated = {
    policy,
    hash,
    imprint: hashed,
    serial,
    time,
    ...(nonce && { nonce: der.readInteger(nonce) }),
  };
  return accuracy === undefined ? stated : { ...stated, accuracy: readAccuracy(accuracy) };
}

function readAccuracy(element: der.Der): number {
  const fields = der.sequence(element);
  const part = (tag: number): number => {
    const found = fields.optional(tag);
    return found === undefined ? 0 : Number(der.readInteger(found, tag));
  };
  const [seconds, millis, micros] = [
    part(der.INTEGER),
    part(der.context(0, false)),
    part(der.context(1, false)),
  ];
  fields.end();
  return seconds * 1000 + millis + micros / 1000;
}

// The certificate that the SignerInfo names and the ESS attribute pins, once its signature over the attributes holds.
async function authenticSigner(signed: SignedData, question: TimestampQuestion): Promise<Certificate> {
  const fields = der.sequence(signed.signer);
  fields.take(der.INTEGER);
  const sid = fields.take();
  const hash = readHash(fields.take());
  const attributes = fields.optional(der.context(0));
  const algorithm = fields.take(der.SEQUENCE);
  const signature = fields.take(der.OCTET_STRING).body;
  fields.optional(der.context(1));
  fields.end();
  demand(attributes !== undefined, 'TSA_ATTRIBUTES', 'The token signs no attributes.');
  const values = readAttributes(attributes);
  const one = (oid: string): der.Der => {
    const found = values.get(oid);
    demand(found !== undefined, 'TSA_ATTRIBUTES', `The signed attribute ${oid} is missing.`);
    return found;
  };
  demand(
    der.readOid(one(CONTENT_TYPE)) === TST_INFO,
    'TSA_ATTRIBUTES',
    'The signed content type is another one.',
  );
  const signedDigest = der.readDer(one(MESSAGE_DIGEST).raw, der.OCTET_STRING).body;
  const isOfContent = equalBytes(signedDigest, await digest(hash, signed.content));
  demand(isOfContent, 'TSA_ATTRIBUTES', 'The signed digest is of another content.');

  // Never by the order of the certificates, nor by a name alone: anyone may add one to the bag (GHSA-3xxc-pwj6-jgrj).
  const all = [...signed.certificates, ...(question.untrusted ?? []), ...question.anchors];
  const named = all.filter((candidate) => isNamedBy(candidate, sid));
  demand(named.length > 0, 'TSA_SIGNER', 'The certificate that the signer names is not there.');
  let signer: Certificate | undefined;
  for (const candidate of named) if (await isPinned(candidate, values)) signer ??= candidate;
  demand(signer !== undefined, 'TSA_ESS', 'No signed attribute pins the certificate that the signer names.');
  const message = Uint8Array.from(attributes.raw);
  message[0] = der.SET; // RFC 5652 section 5.4: signed as a SET OF, sent under the tag [0]
  const holds = await verifySignature(signer.spki, algorithm, message, signature, hash);
  demand(holds, 'TSA_SIGNATURE', `The signature of ${signer.name} does not hold.`);
  return signer;
}

function readAttributes(attributes: der.Der): Map<string, der.Der> {
  const values = new Map<string, der.Der>();
  for (const attribute of der.children(attributes)) {
    const fields = der.sequence(attribute);
    const oid = der.readOid(fields.take());
    const [value, ...more] = der.children(fields.take(der.SET));
    const isSingle = value !== undefined && more.length === 0 && !values.has(oid);
    demand(isSingle, 'TSA_ATTRIBUTES', `The attribute ${oid} has not one value.`);
    values.set(oid, value as der.Der); // just demanded
  }
  return values;
}

function isNamedBy(certificate: Certificate, sid: der.Der): boolean {
  const keyId = keyIdentifier(certificate);
  if (sid.tag === der.context(0, false)) return keyId !== undefined && equalBytes(keyId, sid.body);
  const [issuer, serial] = der.children(sid);
  return (
    issuer !== undefined &&
    equalBytes(issuer.raw, certificate.issuer) &&
    der.readInteger(serial) === certificate.serial
  );
}

// RFC 2634 (SHA-1) and RFC 5035: the first certificate identifier must be the signer's; whichever are present must agree.
async function isPinned(certificate: Certificate, values: ReadonlyMap<string, der.Der>): Promise<boolean> {
  const present = [ESS_V1, ESS_V2].flatMap((oid) => values.get(oid) ?? []);
  for (const value of present) {
    const first = der.sequence(der.children(der.sequence(value).take(der.SEQUENCE))[0]);
    const algorithm = first.optional(der.SEQUENCE);
    const inV2 = algorithm === undefined ? 'SHA-256' : readHash(algorithm);
    const hash = value === values.get(ESS_V1) ? 'SHA-1' : inV2;
    if (!equalBytes(first.take(der.OCTET_STRING).body, await digest(hash, certificate.raw))) return false;
    const issuerSerial = first.optional(der.SEQUENCE);
    const serial = issuerSerial && der.readInteger(der.children(issuerSerial)[1]);
    if (serial !== undefined && serial !== certificate.serial) return false;
  }
  return present.length > 0;
}

function checkRequest(info: TstInfo, { request, policy }: TimestampQuestion): void {
  demand(
    (policy ?? info.policy) === info.policy,
    'TSA_POLICY',
    `The policy is ${info.policy} and not ${policy}.`,
  );
  if (request === undefined) return;
  const fields = der.sequence(der.readDer(request));
  fields.take(der.INTEGER);
  fields.take(der.SEQUENCE);
  const asked = fields.optional(der.OID);
  const nonce = fields.optional(der.INTEGER);
  const isAsked = asked === undefined || der.readOid(asked) === info.policy;
  demand(isAsked, 'TSA_POLICY', 'The policy is not the one asked for.');
  const isFresh = nonce === undefined || der.readInteger(nonce) === info.nonce;
  demand(isFresh, 'TSA_NONCE', 'The nonce is not the one asked for.');
}
