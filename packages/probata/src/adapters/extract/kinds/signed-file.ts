// Opens a file that lies inside its signature (P7M): the file becomes an exhibit of its own; the signature is not judged here.
import { X509Certificate } from 'node:crypto';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { noteCaught } from '../upset.ts';
import { onlyMember } from './archive.ts';
import { certificatesIn, openEnvelope } from './cms.ts';
import { readEml } from './eml.ts';

const MOST_CERTIFICATES = 20;

/**
 * A signed file or a signature alone (RFC 5652, RFC 5126); a mail inside is read as what it says.
 * @throws Unreadable: encrypted, damaged
 */
export async function readSignedFile(source: Source, draft: Draft): Promise<void> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const envelope = openEnvelope(view);
  if (envelope?.kind === 'locked')
    throw new Unreadable(
      'encrypted',
      'The file is encrypted for its receiver. Decrypt it with the key of the receiver and add what it holds as well.',
    );
  const certificates = certificatesIn(view);
  if (envelope === undefined && certificates === undefined)
    throw new Unreadable('damaged', 'The signature ends too early or is of a form that is not known.');
  for (const [i, der] of (certificates ?? []).slice(0, MOST_CERTIFICATES).entries())
    noteCertificate(der, i + 1, draft);
  if (envelope === undefined)
    return draft.warn(
      'signature-alone',
      'This is a signature; what was signed is in another file. It was not verified.',
    );
  draft.warn(
    'signature-not-verified',
    'The file lies inside its signature; the signature itself was not verified.',
  );
  const { content } = envelope;
  if (/^(?:Content-[\w-]+|MIME-Version):/i.test(content.toString('latin1', 0, 40))) {
    const inner = { ...source, kind: 'eml', mediaType: 'message/rfc822', bytes: Uint8Array.from(content) };
    return void (await readEml(inner, draft));
  }
  onlyMember(
    source.name.replace(/^.*[\\/]/, '').replace(/\.(?:p7m|p7s|p7c)$/i, '') || 'content',
    content,
    draft,
  );
}

/** Whom a certificate names, and until when, as it says itself. */
function noteCertificate(der: Buffer, number: number, draft: Draft): void {
  try {
    const { subject, issuer, validFrom, validTo } = new X509Certificate(der);
    draft.fact(`Certificate${number}`, (subject ?? '').replaceAll('\n', ', '));
    draft.fact(`Certificate${number}Issuer`, (issuer ?? '').replaceAll('\n', ', '));
    draft.fact(`Certificate${number}Valid`, `${validFrom} to ${validTo}`);
  } catch (error) {
    noteCaught(error);
    draft.warn('certificate-unreadable', `Certificate ${number} in the signature cannot be read.`);
  }
}
