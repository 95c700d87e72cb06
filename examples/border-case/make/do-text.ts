/** Writes do-files as a person would: a step to a paragraph, short values on one line, remarks between them. */
import { Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, visit } from 'yaml';

/** One step of a do-file, or a remark standing by itself between steps. */
export type Line = Readonly<Record<string, unknown>> | string;

const WIDTH = 110;

/** The text of a do-file: a heading in remarks, then the steps. */
export function doFile(heading: readonly string[], lines: readonly Line[]): string {
  const head = heading.map((line) => `# ${line}`.trimEnd()).join('\n');
  return `${[head, ...lines.map((line) => (typeof line === 'string' ? `# ${line}` : step(line)))].join('\n\n')}\n`;
}

function step(value: Readonly<Record<string, unknown>>): string {
  const document = new Document([value]);
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return;
      // A reference begins like a flow mapping only to the eye; quotes keep it one word for every reader of YAML.
      if (node.value.includes('${')) node.type = 'QUOTE_DOUBLE';
    },
  });
  const [first] = (document.contents as unknown as { items: Node[] }).items;
  if (first !== undefined) shorten(first, 4);
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: true, indentSeq: true }).trimEnd();
}

/** Lists and mappings below the step itself go on one line where they fit there. */
function shorten(node: unknown, indent: number): void {
  if (!isCollection(node)) return;
  for (const item of node.items) {
    const child = isPair(item) ? item.value : item;
    if (!isCollection(child)) continue;
    const room =
      WIDTH - indent - 2 - (isPair(item) && isScalar(item.key) ? String(item.key.value).length + 2 : 0);
    if (length(child) <= room && isPlain(child)) child.flow = true;
    else shorten(child, indent + 2);
  }
}

/** Only what has no long sentence in it: those read better on a line of their own. */
function isPlain(node: unknown): boolean {
  if (isScalar(node)) return typeof node.value !== 'string' || node.value.length <= 70;
  if (isMap(node)) return node.items.every((pair) => isPlain(pair.value));
  return isSeq(node) && node.items.every(isPlain);
}

function length(node: unknown): number {
  if (isScalar(node))
    return (
      String(node.value).length +
      (typeof node.value === 'string' && /[\s:,[\]{}$"']/.test(node.value) ? 2 : 0)
    );
  if (isMap(node))
    return (
      4 +
      node.items.reduce(
        (sum, pair) =>
          sum + String((pair.key as { value?: unknown }).value ?? '').length + 2 + length(pair.value) + 2,
        0,
      )
    );
  if (isSeq(node)) return 4 + node.items.reduce<number>((sum, item) => sum + length(item) + 2, 0);
  return 0;
}
