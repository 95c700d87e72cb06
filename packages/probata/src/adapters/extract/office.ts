// What the zipped office formats share: parts under limits, relations, properties, and files kept inside.
import { type Draft, type Source, Unreadable } from './draft.ts';
import { readXml, type XmlHandler } from './xml.ts';
import { openZip, unpackBudget, type Zip } from './zip.ts';

/** An opened package of parts. */
export interface Parts {
  readonly zip: Zip;
  /** A part as text; undefined where it is missing. Throws Unreadable where it cannot be unpacked. */
  text(name: string): string | undefined;
  /** Walks a part's XML; remarks on entities and references go to the draft. False where the part is missing. */
  walk(name: string, handler: XmlHandler): boolean;
  names(pattern: RegExp): readonly string[];
}

const PART_MAX = 256 * 1024 * 1024;

/** Opens a zipped office file under the limits; a repaired directory makes it partly-read. */
export function openParts(source: Source, draft: Draft): Parts {
  const zip = openZip(source.bytes, draft.limits, unpackBudget(source.bytes.length, draft.limits));
  if (zip.isRepaired)
    draft.cut('zip-repaired', 'The directory of the file was lost; its parts were found one by one.');
  const text = (name: string): string | undefined => {
    const member = zip.find(name);
    if (member === undefined) return undefined;
    if (member.bytes > PART_MAX)
      throw new Unreadable('archive-limit', `The part ${name} is larger than the limit.`);
    const bytes = zip.unpack(member);
    if (bytes.length < member.bytes)
      draft.cut('zip-member-short', `The part ${name} is shorter than announced.`);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1);
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
      return Buffer.from(bytes).swap16().toString('utf16le').slice(1);
    return bytes.toString('utf8').replace(/^\ufeff/, '');
  };
  return {
    zip,
    text,
    walk(name, handler) {
      const xml = text(name);
      if (xml === undefined) return false;
      const remarks = readXml(xml, handler);
      if (remarks.declaredEntities > 0) {
        draft.warn(
          'xml-entities',
          `The part ${name} declares ${remarks.declaredEntities} entities of its own; none was expanded.`,
        );
      }
      for (const one of remarks.externals) draft.flag({ kind: 'external-reference', detail: one });
      if (remarks.isMalformed)
        draft.cut(
          'xml-malformed',
          `The part ${name} is not well formed; it was read as far as its tags allow.`,
        );
      return true;
    },
    names: (pattern) =>
      zip.members
        .map((m) => m.name)
        .filter((n) => pattern.test(n))
        .sort(byNumber),
  };
}

/** slide2 before slide10. */
function byNumber(a: string, b: string): number {
  const number = (s: string): number => Number(/(\d+)\.\w+$/.exec(s)?.[1] ?? 0);
  return number(a) - number(b) || (a < b ? -1 : 1);
}

/** A name without its prefix. */
export function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute by its local name. */
export function attribute(attributes: ReadonlyMap<string, string>, name: string): string | undefined {
  for (const [key, value] of attributes) if (local(key) === name) return value;
  return undefined;
}

/** Relations that lead out of the package are listed, never followed (ECMA-376 Part 2). Gives id → target. */
export function noteRelations(parts: Parts, name: string, draft: Draft): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  parts.walk(name, {
    open(tag, attributes) {
      if (local(tag) !== 'Relationship') return;
      const target = attributes.get('Target') ?? '';
      const id = attributes.get('Id');
      if (id !== undefined) targets.set(id, target);
      if (attributes.get('TargetMode') !== 'External') return;
      const type = attributes.get('Type') ?? '';
      draft.flag({ kind: type.endsWith('/hyperlink') ? 'link' : 'external-reference', detail: target });
    },
  });
  return targets;
}

/** Title, author, dates and the rest of docProps; macros; embedded files and pictures as children. */
export function notePackage(parts: Parts, draft: Draft): void {
  for (const name of ['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml'])
    noteProperties(parts, name, draft);
  for (const member of parts.zip.members) {
    if (member.isFolder) continue;
    if (/vbaProject\.bin$/i.test(member.name)) draft.flag({ kind: 'macro', detail: member.name });
    if (/\/(?:embeddings|activeX)\//i.test(member.name))
      draft.flag({ kind: 'embedded-object', detail: member.name });
    const isEmbedded = /\/embeddings\//i.test(member.name);
    if (!isEmbedded && !/\/media\//i.test(member.name) && !/^(?:Pictures|Object[^/]*)\//.test(member.name))
      continue;
    if (/\.(?:rels|xml)$/i.test(member.name)) continue;
    const name = member.name.split('/').at(-1) ?? member.name;
    const note = isEmbedded ? {} : { note: 'picture' };
    try {
      const content = Uint8Array.from(parts.zip.unpack(member));
      draft.attach({ name, mediaType: 'application/octet-stream', bytes: content.length, content, ...note });
    } catch (error) {
      if (error instanceof Unreadable && error.errorKind === 'archive-limit') throw error;
      draft.cut('member-unreadable', `${member.name} could not be unpacked.`);
      draft.attach({ name, mediaType: 'application/octet-stream', bytes: member.bytes, note: 'unreadable' });
    }
  }
}

/** Each leaf element of a property part is a fact the file claims. */
export function noteProperties(parts: Parts, name: string, draft: Draft): void {
  let key = '';
  let value = '';
  let property = '';
  parts.walk(name, {
    open(tag, attributes) {
      key = local(tag);
      value = '';
      if (key === 'property' || key === 'user-defined') property = attribute(attributes, 'name') ?? '';
      if (key === 'document-statistic') for (const [k, v] of attributes) draft.fact(local(k), v);
    },
    text(text) {
      value += text;
    },
    close(tag) {
      if (local(tag) === key && value.trim() !== '') {
        const isValue =
          property !== '' && (/^(?:lpwstr|lpstr|i4|filetime|bool|r8)$/.test(key) || key === 'user-defined');
        draft.fact(isValue ? property : key, value);
      }
      if (local(tag) === 'property') property = '';
      value = '';
    },
  });
}
