// What the screens of proof ask beyond the engine: an allegation as points and lines, and what a case rests on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Matter, openMatter } from './matter.ts';

interface Graph {
  readonly root: string;
  readonly points: readonly {
    readonly id: string;
    readonly ref: string;
    readonly sort: string;
    readonly label: string;
    readonly status: string | null;
    readonly needs: string | null;
    readonly for: number;
    readonly against: number;
  }[];
  readonly lines: readonly {
    readonly from: string;
    readonly to: string;
    readonly bearing: string;
    readonly passages: number;
  }[];
}
interface Units {
  readonly exhibits: readonly {
    readonly id: string;
    readonly origins: readonly string[];
    readonly facts: number;
  }[];
  readonly origins: readonly { readonly id: string; readonly passages: number; readonly exhibits: number }[];
  readonly classes: readonly { readonly class: string; readonly exhibits: number }[];
  readonly facts: readonly { readonly id: string; readonly used: boolean }[];
}

let matter: Matter;
const ids = { log: '', paper: '', flights: '', arrests: '', inferred: '', idle: '', allegation: '' };

beforeAll(async () => {
  matter = await openMatter();
  ids.log = await matter.exhibit('Border log');
  ids.paper = await matter.exhibit('Evening paper', { class: 'press', originId: 'border-log' });
  ids.flights = await matter.fact('Flights rose.');
  ids.arrests = await matter.fact('Persons were stopped at the line.');
  ids.inferred = await matter.fact('The movement was organised.');
  ids.idle = await matter.fact('The weather was mild.');
  await matter.cite(ids.flights, ids.log);
  await matter.cite(ids.flights, ids.paper);
  await matter.cite(ids.arrests, ids.paper, { bearing: 'contradicts', group: 'a-reader' });
  await matter.run('inference.draw', {
    to: ids.inferred,
    from: [ids.flights],
    strength: 2,
    warrant: 'Flights do not triple by themselves.',
  });
  ids.allegation = await matter.allege('Borovia organised it.', [
    { label: 'Movement', of: [{ fact: ids.flights }, { fact: ids.arrests }] },
    { label: 'Organisation', op: 'any', of: [{ fact: ids.inferred }, { fact: ids.flights }] },
  ]);
});
afterAll(() => matter.close());

describe('an allegation as a graph', () => {
  it('holds each point once, with the lines that join them', async () => {
    const graph = (await matter.ask('allegation.graph', { allegation: ids.allegation })) as Graph;
    const root = graph.points.find(({ id }) => id === graph.root);
    expect(root).toMatchObject({ sort: 'allegation', label: 'Borovia organised it.', needs: 'all' });
    expect(new Set(graph.points.map(({ id }) => id)).size).toBe(graph.points.length);
    expect(graph.points.filter(({ ref }) => ref === `fact:${ids.flights}`)).toHaveLength(1);
    const known = new Set(graph.points.map(({ id }) => id));
    for (const { from, to } of graph.lines) expect([known.has(from), known.has(to)]).toEqual([true, true]);
    const flights = graph.points.find(({ ref }) => ref === `fact:${ids.flights}`);
    // Two papers of one origin are one line of two passages.
    expect(graph.lines.filter(({ from, bearing }) => from === flights?.id && bearing === 'supports')).toEqual(
      [{ from: flights?.id, to: 'origin:border-log', bearing: 'supports', passages: 2 }],
    );
    expect(flights).toMatchObject({ for: 1, against: 0 });
    expect(graph.lines.some(({ bearing }) => bearing === 'contradicts')).toBe(true);
    expect(graph.points.find(({ sort }) => sort === 'inference')?.label).toMatch(/^Flights do not triple/);
  });

  it('refuses an allegation that is not there', async () => {
    await expect(
      matter.ask('allegation.graph', { allegation: `alg_${'0'.repeat(26)}` }),
    ).rejects.toMatchObject({ code: 'PROOF_ALLEGATION_UNKNOWN' });
  });
});

describe('what a case rests on', () => {
  it('counts exhibits by origin and class, and says which facts serve no element', async () => {
    const units = (await matter.ask('unit.list', {})) as Units;
    expect(units.exhibits.map(({ id }) => id).sort()).toEqual([ids.log, ids.paper].sort());
    expect(units.exhibits.find(({ id }) => id === ids.paper)).toMatchObject({
      origins: ['border-log', 'a-reader'],
      facts: 2,
    });
    expect(units.origins.find(({ id }) => id === 'border-log')).toMatchObject({ passages: 2, exhibits: 2 });
    expect(units.classes).toContainEqual({ class: 'press', exhibits: 1 });
    expect(units.facts.filter(({ used }) => !used).map(({ id }) => id)).toEqual([ids.idle]);
  });
});

describe('a what-if under another standard', () => {
  it('is answered under that one', async () => {
    const own = (await matter.ask('proof.what-if', { exclude: [ids.log] })) as {
      facts: { standard: string }[];
    };
    const other = (await matter.ask('proof.what-if', { exclude: [ids.log], standard: 'prima-facie' })) as {
      facts: { standard: string }[];
    };
    expect(own.facts.every(({ standard }) => standard === 'convincing')).toBe(true);
    expect(other.facts.every(({ standard }) => standard === 'prima-facie')).toBe(true);
  });
});

describe('a contradiction card', () => {
  it('names the passage on which the reader lands', async () => {
    const { cards } = (await matter.ask('contradiction.list', { fact: ids.arrests })) as {
      cards: { undermines: { passage: string | null }[] }[];
    };
    expect(cards[0]?.undermines[0]?.passage).toMatch(/^pas_/);
  });
});
