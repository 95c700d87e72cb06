// A time-stamping authority for the tests, made by openssl: roots, certificates good and bad, tokens good and forged.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, parsePem } from '../../src/timestamp/certificate.ts';
import { INTEGER, OCTET_STRING, OID, SEQUENCE, writeDer } from '../../src/timestamp/der.ts';
import { run } from '../tools.ts';

const CONFIG = `
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[tsa_soft]
extendedKeyUsage = timeStamping
[tsa_more]
extendedKeyUsage = critical, timeStamping, emailProtection
[tsa_none]
basicConstraints = critical, CA:FALSE
[intermediate_short]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[strange]
extendedKeyUsage = critical, timeStamping
1.2.3.4.5 = critical, ASN1:NULL
[service]
serial = tsa-serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ess_cert_id_alg = sha256
`;

export interface Authority {
  readonly dir: string;
  /** Makes a key; `spec` as openssl genpkey takes it. */
  key(name: string, ...spec: readonly string[]): void;
  root(name: string, commonName?: string): void;
  /** Issues `name` under `issuer` with the extensions of a section, valid between two days (YYYYMMDD). */
  issue(name: string, issuer: string, section: string, commonName: string, from?: string, to?: string): void;
  certificate(name: string): Certificate;
  /** A whole response by `openssl ts`. */
  respond(
    signer: string,
    stamped: Uint8Array,
    options?: { query?: readonly string[]; reply?: readonly string[] },
  ): { response: Uint8Array; request: Uint8Array };
  /** A bare token: `content` signed by `openssl cms` with whatever options. */
  sign(content: Uint8Array, signer: string, ...options: readonly string[]): Uint8Array;
}

export function makeAuthority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'probata-tsa-'));
  const openssl = (...args: readonly string[]): Buffer => run('openssl', args, dir);
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(dir, name), content);
  write('config', CONFIG);
  write('index.txt', '');
  write('serial', '01\n');
  write('tsa-serial', '01\n');
  const authority: Authority = {
    dir,
    key: (name, ...spec) => void openssl('genpkey', ...spec, '-out', `${name}.key`),
    root: (name, commonName = name) => {
      authority.key(name, '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256');
      openssl(
        'req',
        '-new',
        '-key',
        `${name}.key`,
        '-subj',
        `/CN=${commonName}`,
        '-config',
        'config',
        '-out',
        `${name}.csr`,
      );
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'config',
        '-selfsign',
        '-keyfile',
        `${name}.key`,
        '-extensions',
        'root',
        '-startdate',
        '20190101000000Z',
        '-enddate',
        '20490101000000Z',
        '-in',
        `${name}.csr`,
        '-out',
        `${name}.pem`,
      );
    },
    issue: (name, issuer, section, commonName, from = '20200101', to = '20450101') => {
      openssl(
        'req',
        '-new',
        '-key',
        `${name}.key`,
        '-subj',
        `/CN=${commonName}`,
        '-config',
        'config',
        '-out',
        `${name}.csr`,
      );
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'config',
        '-cert',
        `${issuer}.pem`,
        '-keyfile',
        `${issuer}.key`,
        '-extensions',
        section,
        '-startdate',
        `${from}000000Z`,
        '-enddate',
        `${to}000000Z`,
        '-in',
        `${name}.csr`,
        '-out',
        `${name}.pem`,
      );
    },
    certificate: (name) => parsePem(readFileSync(join(dir, `${name}.pem`), 'utf8'))[0] as Certificate, // just written
    respond: (signer, stamped, { query = ['-cert'], reply = [] } = {}) => {
      write('stamped', stamped);
      openssl('ts', '-query', '-data', 'stamped', '-sha256', ...query, '-out', 'request');
      openssl(
        'ts',
        '-reply',
        '-config',
        'config',
        '-section',
        'service',
        '-queryfile',
        'request',
        '-signer',
        `${signer}.pem`,
        '-inkey',
        `${signer}.key`,
        ...reply,
        '-out',
        'response',
      );
      return { response: readFileSync(join(dir, 'response')), request: readFileSync(join(dir, 'request')) };
    },
    sign: (content, signer, ...options) => {
      write('content', content);
      openssl(
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-outform',
        'DER',
        '-econtent_type',
        '1.2.840.113549.1.9.16.1.4',
        '-in',
        'content',
        '-signer',
        `${signer}.pem`,
        '-inkey',
        `${signer}.key`,
        ...options,
        '-out',
        'token',
      );
      return readFileSync(join(dir, 'token'));
    },
  };
  return authority;
}

/** The DER of a TSTInfo over SHA-256 of `stamped`, at `time` (`YYYYMMDDhhmmss`). */
export function tstInfo(stamped: Uint8Array, time: string, ...further: readonly Uint8Array[]): Uint8Array {
  const sha256 = writeDer(
    SEQUENCE,
    Uint8Array.of(OID, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1),
    Uint8Array.of(5, 0),
  );
  const imprint = writeDer(
    SEQUENCE,
    sha256,
    writeDer(OCTET_STRING, createHash('sha256').update(stamped).digest()),
  );
  const policy = Uint8Array.of(OID, 4, 0x2a, 3, 4, 1);
  return writeDer(
    SEQUENCE,
    writeDer(INTEGER, Uint8Array.of(1)),
    policy,
    imprint,
    writeDer(INTEGER, Uint8Array.of(7)),
    writeDer(0x18, Buffer.from(`${time}Z`)),
    ...further,
  );
}
