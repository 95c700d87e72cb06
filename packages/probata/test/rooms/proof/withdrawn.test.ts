import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Matter, openMatter } from './matter.ts';

let matter: Matter;
beforeEach(async () => {
  matter = await openMatter();
});
afterEach(async () => {
  await matter.check();
  matter.close();
});

const statusOf = async (allegation: string): Promise<string> => {
  const { allegations } = await matter.ask<{ allegations: readonly { id: string; status: string }[] }>(
    'allegation.list',
  );
  return allegations.find(({ id }) => id === allegation)?.status ?? 'no such allegation';
};
const nodeOf = async (allegation: string): Promise<string> => {
  const { elements } = await matter.ask<{ elements: readonly { id: string }[] }>('allegation.elements', {
    allegation,
  });
  return elements.at(-1)?.id ?? '';
};

async function twoFacts(op: 'all' | 'any') {
  const shown = await matter.fact('Officers opened the barrier.');
  const weak = await matter.fact('Visas were issued for the purpose.');
  await matter.cite(shown, await matter.exhibit('Border log'));
  await matter.cite(shown, await matter.exhibit('Order book'));
  await matter.cite(weak, await matter.exhibit('Letter'), { directness: 'secondhand' });
  const allegation = await matter.allege(
    'Facilitation',
    [{ label: 'Conduct', op, of: [{ fact: shown }, { fact: weak }] }],
    {
      standard: 'balance',
    },
  );
  return { shown, weak, allegation };
}

describe('a fact that is withdrawn', () => {
  it('leaves an empty place where it was needed: withdrawing proves nothing', async () => {
    const { weak, allegation } = await twoFacts('all');
    expect(await statusOf(allegation)).toBe('single-sourced');
    await matter.run('fact.withdraw', { fact: weak, ground: 'The letter is about another year.' });
    expect(await statusOf(allegation)).toBe('empty');
    const gaps = await matter.ask<{ sets: string[][]; items: { text: string }[] }>('allegation.gaps', {
      allegation,
    });
    expect(gaps.sets).toEqual([[weak]]);
    expect(gaps.items[0]?.text).toBe('Visas were issued for the purpose. (withdrawn)');
    const { proposals } = await matter.ask<{ proposals: { title: string }[] }>('todo.propose', {
      allegation,
    });
    expect(proposals[0]?.title).toBe(
      'Match another fact in place of “Visas were issued for the purpose. (withdrawn)”, or take it from the element.',
    );
    await matter.run('element.match', { node: await nodeOf(allegation), remove: [weak] });
    expect(await statusOf(allegation)).toBe('proved');
  });

  it('is just gone where it was one of several routes', async () => {
    const { weak, shown, allegation } = await twoFacts('any');
    expect(await statusOf(allegation)).toBe('proved');
    await matter.run('fact.withdraw', { fact: shown, ground: 'The log is of another post.' });
    expect(await statusOf(allegation)).toBe('single-sourced');
    await matter.run('fact.withdraw', { fact: weak, ground: 'The letter is about another year.' });
    expect(await statusOf(allegation)).toBe('empty');
  });

  it('an element from which everything was taken is empty, never proved', async () => {
    const { weak, shown, allegation } = await twoFacts('all');
    await matter.run('element.match', { node: await nodeOf(allegation), remove: [weak, shown] });
    expect(await statusOf(allegation)).toBe('empty');
    const gaps = await matter.ask<{ sets: string[][]; places: { label: string }[] }>('allegation.gaps', {
      allegation,
    });
    expect(gaps.places.map(({ label }) => label)).toEqual(['Conduct']);
  });
});

describe('a fact that is merged into another', () => {
  it('is answered by that one, in every element that named it', async () => {
    const { weak, shown, allegation } = await twoFacts('all');
    await matter.run('fact.merge', { fact: weak, into: shown, ground: 'The same thing, said twice.' });
    expect(await statusOf(allegation)).toBe('proved');
    const { elements } = await matter.ask<{ elements: readonly { facts: readonly { id: string }[] }[] }>(
      'allegation.elements',
      { allegation },
    );
    expect(elements.flatMap(({ facts }) => facts.map(({ id }) => id))).toEqual([shown]);
  });

  it('stands by itself again once parted, and everything that it carries stands as before', async () => {
    const { weak, shown, allegation } = await twoFacts('all');
    const before = await matter.ask('allegation.elements', { allegation });
    await matter.run('fact.merge', { fact: weak, into: shown, ground: 'The same thing, said twice.' });
    expect(await statusOf(allegation)).toBe('proved');
    await matter.run('fact.part', { fact: weak, ground: 'They were two things.' });
    expect(await matter.ask('allegation.elements', { allegation })).toEqual(before);
    matter.ledger.look.kept.clear();
    expect(await matter.ask('allegation.elements', { allegation })).toEqual(before);
  });
});
