// Reads XML and SVG as text, without expanding an entity, fetching a reference or running a script.
import type { Draft, Source } from '../draft.ts';
import { readXml } from '../xml.ts';
import { decodeSource } from './text.ts';

/** Text content of the elements in order; scripts, handlers and references are listed as active content. */
export function readXmlFile(source: Source, draft: Draft): void {
  const declared = /^[\s\ufeff]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(source.bytes.subarray(0, 400)).toString('latin1'),
  )?.[1];
  const xml = decodeSource(source, draft, declared);
  let skip = 0;
  let hasText = false;
  const remarks = readXml(xml, {
    open(name, attributes) {
      const local = name.replace(/^.*:/, '').toLowerCase();
      if (local === 'script' || local === 'style') skip += 1;
      if (local === 'script') draft.flag({ kind: 'script', detail: `<${name}>` });
      if (local === 'foreignobject') draft.flag({ kind: 'embedded-object', detail: `<${name}>` });
      for (const [key, value] of attributes) {
        const plain = key.replace(/^.*:/, '').toLowerCase();
        if (/^on[a-z]+$/.test(plain)) draft.flag({ kind: 'script', detail: `${key}=${value}` });
        else if (/^(?:href|src|data|action)$/.test(plain) && value !== '' && !value.startsWith('#')) {
          const kind = /^\s*(?:javascript|vbscript|data:text\/html)/i.test(value) ? 'script' : 'link';
          draft.flag({
            kind: local === 'image' || local === 'use' ? 'external-reference' : kind,
            detail: value,
          });
        }
      }
    },
    close(name) {
      const local = name.replace(/^.*:/, '').toLowerCase();
      if (local === 'script' || local === 'style') skip = Math.max(0, skip - 1);
      if (hasText) {
        draft.write('\n');
        hasText = false;
      }
    },
    text(text) {
      if (skip > 0) return;
      const tidy = text.replace(/\s+/g, ' ');
      if (tidy.trim() === '' && !hasText) return;
      hasText = true;
      draft.write(tidy);
    },
  });
  noteXml(remarks, draft);
}

/** Puts what the XML reader refused to do on record. */
export function noteXml(
  remarks: { declaredEntities: number; externals: readonly string[]; isMalformed: boolean },
  draft: Draft,
): void {
  if (remarks.declaredEntities > 0) {
    draft.warn(
      'xml-entities',
      `The file declares ${remarks.declaredEntities} entities of its own; none was expanded.`,
    );
  }
  for (const one of remarks.externals) draft.flag({ kind: 'external-reference', detail: one });
  if (remarks.isMalformed)
    draft.cut('xml-malformed', 'The XML is not well formed; it was read as far as its tags allow.');
}
