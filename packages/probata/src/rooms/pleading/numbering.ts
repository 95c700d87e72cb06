// Numbers fall out of the order of the blocks: chapters by Roman numerals, headings by letters, paragraphs by figures.
import type { Block } from './types.ts';

/** The number of each block, by its id; null for a block that bears none. */
export function numberBlocks(
  blocks: readonly Block[],
  rule: 'plain' | 'chapter',
): ReadonlyMap<string, string | null> {
  const numbers = new Map<string, string | null>();
  let chapter = 0;
  let heading = 0;
  let paragraph = 0;
  let submission = 0;
  let figure = 0;
  for (const block of blocks) {
    switch (block.kind) {
      case 'chapter':
        chapter += 1;
        heading = 0;
        if (rule === 'chapter') paragraph = 0;
        numbers.set(block.id, roman(chapter));
        break;
      case 'heading':
        heading += 1;
        numbers.set(block.id, letters(heading));
        break;
      case 'submission':
        submission += 1;
        numbers.set(block.id, `(${submission})`);
        break;
      case 'paragraph':
      case 'summary':
        paragraph += 1;
        numbers.set(
          block.id,
          rule === 'chapter' ? `${Math.max(1, chapter)}.${paragraph}` : String(paragraph),
        );
        break;
      case 'figure':
        figure += 1;
        numbers.set(block.id, String(figure));
        break;
      case 'quotation':
        numbers.set(block.id, null);
        break;
    }
  }
  return numbers;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(n: number): string {
  let rest = n;
  let text = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}

/** A to Z, then AA, AB … */
function letters(n: number): string {
  let rest = n;
  let text = '';
  while (rest > 0) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
    rest = Math.floor((rest - 1) / 26);
  }
  return text;
}
