// Turns an HTML page into the text a reader sees, and lists what a browser would run or fetch. Nothing is run.
// The build in one file: three times quicker to load, and a reader may live for one file only.
import { parseHTML } from 'linkedom/worker';
import type { ActiveContent, HiddenText } from '../../ports/extractor.ts';

/** The small part of the DOM that is used here; linkedom's own types are too loose for our settings. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly textContent: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute?(name: string): string | null;
}

export interface HtmlDocument {
  readonly documentElement: DomNode | null;
  querySelector(selectors: string): DomNode | null;
  querySelectorAll(selectors: string): Iterable<DomNode>;
}

export interface HtmlText {
  /** One block of the page a line. */
  readonly text: string;
  readonly active: readonly ActiveContent[];
  readonly hidden: readonly HiddenText[];
}

const BLOCK = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEAD HEADER HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE SECTION SELECT SUMMARY TABLE TBODY TFOOT THEAD TITLE TR UL'.split(
    ' ',
  ),
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE']);
const FETCHING: Readonly<Record<string, readonly string[]>> = {
  IMG: ['src', 'srcset'],
  IFRAME: ['src', 'srcdoc'],
  FRAME: ['src'],
  EMBED: ['src'],
  OBJECT: ['data'],
  LINK: ['href'],
  VIDEO: ['src', 'poster'],
  AUDIO: ['src'],
  SOURCE: ['src', 'srcset'],
  TRACK: ['src'],
  BODY: ['background'],
  INPUT: ['src'],
  BASE: ['href'],
};

/** Parses without running anything: linkedom has no script engine here and fetches nothing. */
export function parseHtml(html: string): HtmlDocument {
  const source = /<html[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><head></head><body>${html}</body></html>`;
  return parseHTML(source).document as unknown as HtmlDocument; // the interface above is a true subset
}

// A noncharacter (U+FDD0): no text may hold one.
const CELL_END = '\ufdd0';
const CELL_ENDS = / ?\ufdd0 ?/g;

/** Walks the page once, without recursion (a page may nest a hundred thousand deep). */
export function htmlText(document: HtmlDocument): HtmlText {
  const active: ActiveContent[] = [];
  const hidden: HiddenText[] = [];
  const out: string[] = [];
  let line = '';
  const endLine = (): void => {
    // Between the cells of a row stands one tab, so that a table keeps its columns, the empty ones too.
    const tidy = line
      .replace(/[ \t\r\n\f]+/g, ' ')
      .replace(CELL_ENDS, '\t')
      .replace(/^ | ?\t*$/g, '');
    if (tidy.trim() !== '') out.push(tidy);
    line = '';
  };
  // Within a short cell a paragraph or a line break is a space: a row of figures stays one line.
  let inCell = 0;
  const breakLine = (): void => {
    if (inCell > 0) line += ' ';
    else endLine();
  };
  const root = document.documentElement;
  const stack: { node: DomNode; isLeaving: boolean; isPre: boolean }[] =
    root === null ? [] : [{ node: root, isLeaving: false, isPre: false }];
  while (stack.length > 0) {
    const { node, isLeaving, isPre } = stack.pop() as { node: DomNode; isLeaving: boolean; isPre: boolean }; // length > 0
    const name = node.nodeName.toUpperCase();
    if (isLeaving) {
      if (name === 'TD' || name === 'TH') {
        line += CELL_END;
        if (inCell > 0) inCell -= 1;
      } else if (BLOCK.has(name)) breakLine();
      continue;
    }
    if (node.nodeType === 3) {
      const value = node.nodeValue ?? '';
      if (isPre) {
        const [first = '', ...rest] = value.split(/\r?\n/);
        line += first;
        for (const one of rest) {
          endLine();
          line = one;
        }
      } else line += value;
      continue;
    }
    if (node.nodeType !== 1) continue;
    noteElement(node, name, active, hidden);
    if (SILENT.has(name)) continue;
    if (name === 'BR') {
      breakLine();
      continue;
    }
    if (name === 'TD' || name === 'TH') {
      if (inCell > 0 || isShortCell(node)) inCell += 1;
    }
    if (name === 'IMG' || name === 'AREA') line += ` ${node.getAttribute?.('alt') ?? ''} `;
    if (name === 'INPUT' && node.getAttribute?.('type')?.toLowerCase() !== 'hidden')
      line += ` ${node.getAttribute?.('value') ?? ''} `;
    if (BLOCK.has(name)) breakLine();
    stack.push({ node, isLeaving: true, isPre });
    const children: DomNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
    const pre = isPre || name === 'PRE' || name === 'TEXTAREA';
    for (let i = children.length - 1; i >= 0; i -= 1) {
      stack.push({ node: children[i] as DomNode, isLeaving: false, isPre: pre }); // i is an index of children
    }
  }
  endLine();
  return { text: out.join('\n'), active, hidden };
}

/** A cell of a table of figures: a few words, and no table in it. Looks at no more than a few dozen nodes. */
function isShortCell(cell: DomNode): boolean {
  const waiting: DomNode[] = [cell];
  let letters = 0;
  for (let seen = 0; waiting.length > 0; seen += 1) {
    const node = waiting.pop() as DomNode; // length > 0
    if (node.nodeType === 3) letters += (node.nodeValue ?? '').trim().length;
    if (seen > 64 || letters > 200 || node.nodeName.toUpperCase() === 'TABLE') return false;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      waiting.push(child);
      if (waiting.length > 64) return false;
    }
  }
  return true;
}

function noteElement(node: DomNode, name: string, active: ActiveContent[], hidden: HiddenText[]): void {
  if (active.length > 5_000) return;
  if (name === 'SCRIPT') {
    const src = node.getAttribute?.('src');
    active.push({
      kind: 'script',
      detail: src ?? `<script> ${(node.textContent ?? '').trim().slice(0, 200)}`,
    });
  }
  if (name === 'OBJECT' || name === 'EMBED' || name === 'APPLET')
    active.push({ kind: 'embedded-object', detail: `<${name.toLowerCase()}>` });
  if (name === 'FORM') active.push({ kind: 'form', detail: node.getAttribute?.('action') ?? '<form>' });
  if (name === 'META' && /refresh/i.test(node.getAttribute?.('http-equiv') ?? '')) {
    active.push({ kind: 'link', detail: `refresh ${node.getAttribute?.('content') ?? ''}` });
  }
  for (const { name: key, value } of node.attributes ?? []) {
    if (/^on[a-z]+$/i.test(key)) active.push({ kind: 'script', detail: `${key}=${value.slice(0, 200)}` });
    else if (
      /^(?:href|src|action|formaction|xlink:href)$/i.test(key) &&
      /^(?:java|vb)script:/i.test(value.replace(/[\s\p{Cc}]/gu, ''))
    ) {
      active.push({ kind: 'script', detail: value.slice(0, 200) });
    } else if (
      key.toLowerCase() === 'href' &&
      (name === 'A' || name === 'AREA') &&
      /^(?:https?|ftp|file|mailto):/i.test(value)
    ) {
      active.push({ kind: 'link', detail: value });
    } else if (
      FETCHING[name]?.includes(key.toLowerCase()) === true &&
      value !== '' &&
      !/^(?:cid:|#)/i.test(value)
    ) {
      active.push({ kind: 'external-reference', detail: value.slice(0, 500) });
    }
  }
  const style = node.getAttribute?.('style') ?? '';
  const isHidden =
    /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i.test(
      style,
    ) || (node.getAttribute?.('hidden') ?? null) !== null;
  if (isHidden && !SILENT.has(name))
    hidden.push({ kind: 'invisible-text', text: (node.textContent ?? '').replace(/\s+/g, ' ') });
}
