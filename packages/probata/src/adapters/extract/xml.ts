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
  const lastQuotes = { double: xml.lastIndexOf('"'), single: xml.lastIndexOf("'") };
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
    const end = endOfTag(xml, lt + 1, lastQuotes);
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
  // No optional call around the pop: without a handler it would not be evaluated, and the loop would not end.
  for (let name = open.pop(); name !== undefined; name = open.pop()) handler.close?.(name);
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

/** Read by hand, once from left to right: a pattern would go back and forth over a long broken tag. */
function attributesOf(body: string, from: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = from;
  while (at < body.length && found.size < 1_000) {
    const equals = body.indexOf('=', at);
    if (equals < 0) break;
    const name = /[^\s/"'<>]*$/.exec(body.slice(Math.max(at, equals - 300), equals).trimEnd())?.[0] ?? '';
    let open = equals + 1;
    while (open < body.length && /\s/.test(body[open] ?? '')) open += 1;
    const quote = body[open];
    if (quote !== '"' && quote !== "'") {
      at = equals + 1;
      continue;
    }
    const close = body.indexOf(quote, open + 1);
    if (close < 0) break;
    if (name !== '') found.set(name, decodeEntities(body.slice(open + 1, close)));
    at = close + 1;
  }
  return found;
}

/** Where the tag ends; quotes are jumped over. `lastQuotes` keeps an unclosed one from being sought again and again. */
function endOfTag(
  xml: string,
  from: number,
  lastQuotes: { readonly double: number; readonly single: number },
): number {
  for (let i = from; i < xml.length; i += 1) {
    const ch = xml[i];
    if (ch === '>') return i;
    if (ch !== '"' && ch !== "'") continue;
    if (i >= (ch === '"' ? lastQuotes.double : lastQuotes.single)) return xml.indexOf('>', i);
    i = xml.indexOf(ch, i + 1);
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
