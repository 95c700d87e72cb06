// A streaming reader of XML that knows no entities but the five of the standard: nothing expands, nothing is fetched.

export interface XmlHandler {
  /** Names keep their prefix as written; attributes are decoded. */
  open?(name: string, attributes: ReadonlyMap<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

export interface XmlRemarks {
  /** Entities the document declares for itself; they were not expanded. */
  readonly declaredEntities: number;
  /** System identifiers named in the document type or an entity; not fetched. */
  readonly externals: readonly string[];
  /** Tags that do not close in order, or a document that ends inside a tag. */
  readonly isMalformed: boolean;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Walks an XML text once, without recursion, calling the handler. Never throws on malformed input: it reads what
 * it can and says so. Entity references other than the five and numbers stay as written (XML 1.0 §4.6).
 */
export function readXml(xml: string, handler: XmlHandler): XmlRemarks {
  const open: string[] = [];
  let isMalformed = false;
  let declaredEntities = 0;
  const externals: string[] = [];
  let at = 0;
  const text = (end: number): void => {
    if (end > at && handler.text !== undefined) handler.text(decodeEntities(xml.slice(at, end)));
  };
  while (at < xml.length) {
    const lt = xml.indexOf('<', at);
    if (lt < 0) {
      text(xml.length);
      break;
    }
    text(lt);
    const next = xml[lt + 1];
    if (next === '!') {
      if (xml.startsWith('<!--', lt)) {
        at = after(xml, '-->', lt + 4);
      } else if (xml.startsWith('<![CDATA[', lt)) {
        const end = xml.indexOf(']]>', lt);
        handler.text?.(xml.slice(lt + 9, end < 0 ? xml.length : end));
        at = end < 0 ? xml.length : end + 3;
      } else {
        const end = endOfDoctype(xml, lt);
        const subset = xml.slice(lt, end);
        declaredEntities += subset.split('<!ENTITY').length - 1;
        for (const m of subset.matchAll(/(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+("[^"]*"|'[^']*')/g)) {
          if (externals.length < 100) externals.push((m[1] ?? '').slice(1, -1));
        }
        at = end;
      }
      continue;
    }
    if (next === '?') {
      at = after(xml, '?>', lt + 2);
      continue;
    }
    const end = endOfTag(xml, lt + 1);
    if (end < 0) {
      isMalformed = true;
      break;
    }
    if (next === '/') {
      const name = xml.slice(lt + 2, end).trim();
      const last = open.lastIndexOf(name);
      if (last < 0) isMalformed = true;
      while (last >= 0 && open.length > last) {
        const closed = open.pop() as string; // length > last >= 0
        if (closed !== name) isMalformed = true;
        handler.close?.(closed);
      }
    } else {
      const isEmpty = xml[end - 1] === '/';
      const body = xml.slice(lt + 1, isEmpty ? end - 1 : end);
      const name = /^[^\s/>]+/.exec(body)?.[0];
      if (name === undefined) {
        isMalformed = true;
      } else {
        handler.open?.(name, attributesOf(body, name.length));
        if (isEmpty) handler.close?.(name);
        else open.push(name);
      }
    }
    at = end + 1;
  }
  if (open.length > 0) isMalformed = true;
  while (open.length > 0) handler.close?.(open.pop() as string); // length > 0
  return { declaredEntities, externals, isMalformed };
}

/** Replaces the five named entities and numeric ones; leaves every other reference as it is written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, body: string) => {
    if (body.startsWith('#')) {
      const code = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : '\ufffd';
    }
    return NAMED[body] ?? whole;
  });
}

function attributesOf(body: string, from: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pattern = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  pattern.lastIndex = from;
  for (let m = pattern.exec(body); m !== null && found.size < 1_000; m = pattern.exec(body)) {
    found.set(m[1] as string, decodeEntities(m[2] ?? m[3] ?? '')); // group 1 always takes part
  }
  return found;
}

function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let i = from; i < xml.length; i += 1) {
    const ch = xml[i];
    if (quote !== '') {
      if (ch === quote) quote = '';
    } else if (ch === '"' || ch === "'") quote = ch;
    else if (ch === '>') return i;
  }
  return xml.indexOf('>', from); // a stray quote must not swallow the document
}

function endOfDoctype(xml: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < xml.length; i += 1) {
    const ch = xml[i];
    if (quote !== '') {
      if (ch === quote) quote = '';
    } else if (ch === '"' || ch === "'") quote = ch;
    else if (ch === '[') depth += 1;
    else if (ch === ']') depth -= 1;
    else if (ch === '>' && depth <= 0) return i + 1;
  }
  return xml.length;
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end + mark.length;
}
