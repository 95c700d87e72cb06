// A drawing as SVG text for documents: the palette of paper and ink put in, and what only a screen needs left out.
import type { Drawing, Drawn } from './types.ts';

/** The palette by day; the page puts its own in, by night too. */
const INK: Readonly<Record<string, string>> = {
  ink: '#1d1b16',
  paper: '#ffffff',
  rule: '#ddd6c7',
  muted: '#5f594d',
  accent: '#1f5d6b',
  ochre: '#8a5a0b',
};

/** SVG text of a drawing. The same drawing gives the same bytes. */
export function svgText({ width, height, root }: Drawing): string {
  const inside = root.children.map(nodeText).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"${attributesText(root.attributes)}>${inside}</svg>`;
}

function nodeText(node: Drawn | string): string {
  if (typeof node === 'string') return escaped(node);
  const inside = node.children.map(nodeText).join('');
  const open = `<${node.tag}${attributesText(node.attributes)}`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</${node.tag}>`;
}

function attributesText(attributes: Drawn['attributes']): string {
  return Object.entries(attributes)
    .filter(([name]) => !name.startsWith('data-'))
    .map(([name, value]) => ` ${name}="${escaped(coloured(value))}"`)
    .join('');
}

function coloured(value: string): string {
  return value.replace(/^var\(--([a-z-]+)\)$/u, (_, name: string) => INK[name] ?? '#1d1b16');
}

/** Text as XML holds it; control characters, which it cannot hold, are left out. */
export function escaped(text: string): string {
  return [...text]
    .filter((letter) => letter >= ' ' || letter === '\n' || letter === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
