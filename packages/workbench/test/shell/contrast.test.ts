// Contrast by WCAG 2.2, computed from the colours themselves: AA for everything, AAA for what is read, by day and by night.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/shell/theme.css', import.meta.url), 'utf8');
const [day = '', night = ''] = css.split('@media (prefers-color-scheme: dark)');

type Colours = Readonly<Record<string, string>>;
const coloursOf = (part: string): Colours =>
  Object.fromEntries(
    [...part.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );

/** Relative luminance (WCAG 2.2, definition of relative luminance). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(colours: Colours, fore: string, back: string): number {
  const [a, b] = [colours[fore], colours[back]].map((hex) => {
    if (hex === undefined) throw new Error(`There is no colour ${fore} or ${back}.`);
    return luminance(hex);
  });
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

const READ = [
  ['ink', 'paper'],
  ['ink', 'panel'],
  ['ink', 'accent-wash'],
  ['mark-ink', 'mark'],
  ['paper', 'ink'],
] as const;
const OPERATED = [
  ['muted', 'paper'],
  ['muted', 'panel'],
  ['muted', 'panel-2'],
  ['muted', 'accent-wash'],
  ['accent', 'paper'],
  ['accent', 'panel'],
  ['accent', 'accent-wash'],
  ['accent-ink', 'accent'],
  ['ochre', 'paper'],
  ['ochre', 'panel'],
  ['ochre', 'accent-wash'],
  ['ink', 'ochre-wash'],
  ['ink', 'breach-wash'],
  ['breach', 'paper'],
  ['breach', 'panel'],
  ['mark-ink', 'mark-strong'],
] as const;

describe.each([
  ['by day', coloursOf(day)],
  ['by night', { ...coloursOf(day), ...coloursOf(night) }],
])('%s', (_name, colours) => {
  it.each(READ)('what is read, %s on %s, has at least 7 to 1', (fore, back) => {
    expect(contrast(colours, fore, back)).toBeGreaterThanOrEqual(7);
  });

  it.each(OPERATED)('what is operated, %s on %s, has at least 4.5 to 1', (fore, back) => {
    expect(contrast(colours, fore, back)).toBeGreaterThanOrEqual(4.5);
  });
});

it('a pure black on white has 21 to 1, so the reckoning is right', () => {
  expect(contrast({ a: '#000000', b: '#ffffff' }, 'a', 'b')).toBeCloseTo(21, 5);
});
