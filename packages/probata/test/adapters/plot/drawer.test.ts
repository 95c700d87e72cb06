// Drawings are shapes and letters alone, the same each time, and words keep out of each other's way.
import { describe, expect, it } from 'vitest';
import { plotDrawer } from '../../../src/adapters/plot/drawer.ts';
import { apart, linesOf, widthOf } from '../../../src/adapters/plot/letters.ts';
import { svgText } from '../../../src/base/figure/svg.ts';
import type { Drawn, Figure } from '../../../src/base/figure/types.ts';
import { parseDay } from '../../../src/base/time/index.ts';

const PASSAGE = `pas_${'0'.repeat(26)}`;
const day = parseDay('2031-07-01');
const figure: Figure = {
  figure: 'series',
  of: `ser_${'0'.repeat(26)}`,
  title: 'Sulaikytų asmenų skaičius',
  sentence: 'From one to nine.',
  source: 'Source: a log.',
  notes: [],
  picture: {
    layout: 'plane',
    x: { kind: 'time', label: '' },
    y: { label: 'žmonės per mėnesį', zero: 'shown' },
    marks: [
      {
        is: 'band',
        tone: 'accent',
        label: 'ожидалось',
        points: [0, 31, 62].map((x) => ({ x: day + x, low: 1, high: 4 })),
      },
      {
        is: 'line',
        tone: 'ink',
        weight: 'plain',
        dashed: false,
        stepped: false,
        label: 'عبور الحدود',
        points: [
          { x: day, y: 1 },
          { x: day + 31, y: null },
          { x: day + 62, y: 3 },
        ],
      },
      {
        is: 'dots',
        tone: 'ink',
        shape: 'disc',
        label: null,
        points: [{ x: day, y: 1, said: 'July: 1 & "one" <b>', leads: PASSAGE }],
      },
    ],
    events: [
      { x: day + 10, until: null, label: 'Broadcast remarks', kind: 'event' },
      { x: day + 12, until: null, label: 'Letter of suspension', kind: 'switch' },
      { x: day + 20, until: day + 30, label: '', kind: 'event' },
    ],
    choices: [],
  },
  table: { columns: [{ name: 'Month', numbers: false }], rows: [] },
};
const all = (node: Drawn): Drawn[] => [
  node,
  ...node.children.flatMap((child) => (typeof child === 'string' ? [] : all(child))),
];

describe('a drawing', () => {
  const { root, width, height } = plotDrawer().draw(figure, 640);
  const nodes = all(root);

  it('holds shapes and letters, and nothing that runs, loads or styles itself', () => {
    const tags = new Set(nodes.map((node) => node.tag));
    for (const tag of tags)
      expect(['svg', 'g', 'path', 'line', 'rect', 'circle', 'text', 'tspan', 'title']).toContain(tag);
    for (const node of nodes)
      for (const [name, value] of Object.entries(node.attributes)) {
        expect(name).not.toMatch(/^on|style|class|href|^id$/);
        expect(value).not.toMatch(/url\(|javascript:/i);
      }
  });

  it('says zero, draws the band at 15 % ink, and breaks the line where nothing is known', () => {
    expect(nodes.some((node) => node.tag === 'text' && node.children.includes('0'))).toBe(true);
    const band = nodes.find((node) => node.attributes['fill-opacity'] === '0.15');
    expect(band?.attributes['fill']).toBe('var(--accent)');
    const line = nodes.find(
      (node) =>
        node.tag === 'path' &&
        node.attributes['d']?.match(/M/g)?.length === 2 &&
        !node.attributes['fill-opacity'],
    );
    expect(line).toBeDefined();
  });

  it('labels directly, in any script, and each event on a row of its own', () => {
    const words = nodes.flatMap((node) => (node.tag === 'tspan' ? node.children : []));
    for (const label of ['عبور الحدود', 'ожидалось', 'žmonės per mėnesį', 'Broadcast remarks'])
      expect(words).toContain(label);
    const rowOf = (label: string): string | undefined =>
      nodes.find((node) => node.tag === 'tspan' && node.children.includes(label))?.attributes['y'];
    expect(rowOf('Broadcast remarks')).not.toBe(rowOf('Letter of suspension'));
  });

  it('leads from a point to its passage on the page, and says so nowhere in print', () => {
    const leading = nodes.filter((node) => node.attributes['data-to'] === PASSAGE);
    expect(leading).toHaveLength(1);
    const svg = svgText({ root, width, height });
    expect(svg).not.toContain(PASSAGE);
    expect(svg).not.toContain('var(--');
    expect(svg).toContain('July: 1 &amp; &quot;one&quot; &lt;b&gt;');
  });

  it('is the same each time', () => {
    const again = plotDrawer().draw(figure, 640);
    expect(svgText(again)).toBe(svgText({ root, width, height }));
  });
});

describe('words', () => {
  it('are moved apart no further than they must', () => {
    const moved = apart(
      [
        { y: 50, height: 20 },
        { y: 52, height: 20 },
        { y: 200, height: 20 },
      ],
      0,
      300,
    );
    expect((moved[1] ?? 0) - (moved[0] ?? 0)).toBeGreaterThanOrEqual(20);
    expect(moved[2]).toBe(200);
  });

  it('stay within the plot at its foot', () => {
    const moved = apart(
      [
        { y: 295, height: 20 },
        { y: 296, height: 20 },
      ],
      0,
      300,
    );
    expect(Math.max(...moved)).toBeLessThanOrEqual(290);
    expect(Math.abs((moved[0] ?? 0) - (moved[1] ?? 0))).toBeGreaterThanOrEqual(20);
  });

  it('are broken into lines that fit', () => {
    const lines = linesOf('Funded by others and tied to this cost by a source', 120);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(120);
  });
});
