// Reads OpenDocument text and presentations.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { attribute, local, notePackage, noteProperties, openParts } from '../office.ts';

/** Text of content.xml and of headers and footers in styles.xml (OASIS ODF 1.2); tracked deletions are flagged. */
export function readOdf(source: Source, draft: Draft): void {
  const parts = openParts(source, draft);
  let isEncrypted = false;
  parts.walk('META-INF/manifest.xml', {
    open(tag) {
      if (local(tag) === 'encryption-data') isEncrypted = true;
    },
  });
  if (isEncrypted) throw new Unreadable('encrypted', 'The document is encrypted with a password.');
  const isSlides = source.kind === 'odp';
  let deletion = 0;
  let deleted = '';
  let comment = 0;
  let noted = '';
  let inBlock = 0;
  let pageStart = 0;
  const handler = {
    open(tag: string, attributes: ReadonlyMap<string, string>): void {
      const plain = local(tag);
      if (tag === 'text:p' || tag === 'text:h') inBlock += 1;
      if (tag === 'text:tab') draft.write('\t');
      else if (tag === 'text:line-break') draft.write('\n');
      else if (tag === 'text:s')
        draft.write(' '.repeat(Math.min(200, Number(attribute(attributes, 'c') ?? 1) || 1)));
      else if (plain === 'deletion') deletion += 1;
      else if (plain === 'annotation') comment += 1;
      else if (tag === 'draw:page') pageStart = draft.length;
      else if (plain === 'script' || plain === 'event-listener') draft.flag({ kind: 'script', detail: tag });
      const href = attribute(attributes, 'href');
      if (href !== undefined && /^(?:https?|ftp|file|\.\.|\/)/i.test(href)) {
        draft.flag({
          kind: tag === 'text:a' || tag === 'draw:a' ? 'link' : 'external-reference',
          detail: href,
        });
      }
    },
    text(text: string): void {
      if (deletion > 0) deleted += text;
      else if (inBlock > 0) {
        const tidy = text.replace(/\s+/g, ' ');
        draft.write(tidy);
        if (comment > 0) noted += tidy;
      }
    },
    close(tag: string): void {
      const plain = local(tag);
      if (tag === 'text:p' || tag === 'text:h') {
        inBlock = Math.max(0, inBlock - 1);
        if (deletion === 0) draft.write('\n');
      } else if (plain === 'deletion') {
        deletion = Math.max(0, deletion - 1);
        draft.hide({ kind: 'deleted-text', text: deleted });
        deleted = '';
      } else if (plain === 'annotation') {
        comment = Math.max(0, comment - 1);
        draft.hide({ kind: 'comment', text: noted });
        noted = '';
      } else if (tag === 'draw:page' && isSlides && draft.pages.length < draft.limits.pages) {
        draft.page({
          width: 0,
          height: 0,
          textLayer: true,
          images: 0,
          start: pageStart,
          end: draft.length,
          lines: [],
        });
        draft.write('\f');
      }
    },
  };
  if (!parts.walk('content.xml', handler))
    throw new Unreadable('damaged', 'The document has no content part.');
  inBlock = 0;
  parts.walk('styles.xml', handler);
  noteProperties(parts, 'meta.xml', draft);
  if (parts.names(/^Basic\//).length > 0) draft.flag({ kind: 'macro', detail: 'Basic/' });
  notePackage(parts, draft);
}
