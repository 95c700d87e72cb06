// Letters and rules that we set ourselves, as nodes of the tree.
import type { Drawn } from '../../base/figure/types.ts';
import { LINE, SIZE } from './letters.ts';

/** The faces of the house: Latin and Cyrillic first, Arabic beside them. */
export const FACES = "'Source Sans 3', 'Noto Sans Arabic', 'Noto Naskh Arabic', sans-serif";

interface WordsAt {
  readonly x: number;
  /** The middle of the block of lines. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: string;
  readonly strong?: boolean;
  /** Kept clear of the lines behind it by an edge of paper. */
  readonly isClear?: boolean;
}

/** Lines of words around a middle. */
export function wordsAt(lines: readonly string[], at: WordsAt): Drawn {
  const first = at.y - ((lines.length - 1) * LINE) / 2;
  return {
    tag: 'text',
    attributes: {
      'text-anchor': at.anchor,
      fill: at.fill,
      'font-size': String(SIZE),
      ...(at.strong === true ? { 'font-weight': '600' } : {}),
      ...(at.isClear === true
        ? { stroke: 'var(--paper)', 'stroke-width': '4', 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
        : {}),
    },
    children: lines.map((line, i) => ({
      tag: 'tspan',
      attributes: { x: fixed(at.x), y: fixed(first + i * LINE + SIZE * 0.34) },
      children: [line],
    })),
  };
}

export function ruleFrom(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  stroke: string,
  more: Readonly<Record<string, string>> = {},
): Drawn {
  return {
    tag: 'line',
    attributes: { x1: fixed(x1), y1: fixed(y1), x2: fixed(x2), y2: fixed(y2), stroke, ...more },
    children: [],
  };
}

export const fixed = (value: number): string => String(Number(value.toFixed(2)));

/** Thousands apart by a thin space, a true minus. */
export function numberText(value: number): string {
  if (value === 0) return '0';
  const [whole = '', part] = String(Number(Math.abs(value).toPrecision(12))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, '\u202f');
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}
