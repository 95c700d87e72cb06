import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Matter, openMatter } from './matter.ts';

/** An invented treaty: two duties behind one gateway, two routes of attribution, one defence. */
const TREATY = `format: probata-pack/1
id: comp
title: Convention on the Organised Movement of Persons
version: 1
language: en
about: An invented treaty.
instruments:
  - id: comp.t
    title: Convention on the Organised Movement of Persons
    toBeChecked: true
    provisions:
      - id: comp.2
        article: '2'
        heading: Organised movement
        role: gateway
        verb: defines
        elements:
          - { id: comp.2.gain, kind: mental, link: the gain, text: The aim was a material gain }
          - { id: comp.2.group, kind: scope, link: the group, text: Three or more persons acted together }
          - { id: comp.2.read, kind: interpretive, text: The purpose is to be borne in mind }
      - id: comp.4
        article: '4'
        heading: No facilitation
        role: obligation
        verb: shall-not
        gateways: [comp.2]
        elements:
          - { id: comp.4.act, kind: conduct, text: Officers let the persons pass }
      - id: comp.9
        article: '9'
        heading: Protection
        role: obligation
        verb: shall
        gateways: [comp.2]
        qualifiers: [appropriate measures]
        formula: { any: [comp.9.life, comp.9.help] }
        elements:
          - { id: comp.9.life, kind: objective, text: Lives were in danger }
          - { id: comp.9.help, kind: conduct, text: Help was refused }
      - id: comp.organ
        article: '20'
        heading: Organ
        role: attribution
        verb: rule
        elements:
          - { id: comp.organ.law, kind: status, link: the law that makes it an organ, text: It is an organ by law }
      - id: comp.control
        article: '21'
        heading: Direction or control
        role: attribution
        verb: rule
        limits: [Ownership alone is not control]
        formula: { all: [{ any: [comp.control.order, comp.control.lead] }, comp.control.here] }
        elements:
          - { id: comp.control.order, kind: variant, link: an order, text: On its orders }
          - { id: comp.control.lead, kind: variant, link: its lead, text: or under its lead }
          - { id: comp.control.here, kind: link, link: the tie to this operation, text: in this very operation }
      - id: comp.need
        article: '25'
        heading: Necessity
        role: defence
        verb: rule
        burden: respondent
        elements:
          - { id: comp.need.only, kind: defence, text: It was the only way }
routes:
  - id: comp.routes
    title: Routes of attribution
    routes:
      - { provision: comp.organ, title: Organ }
      - { provision: comp.control, title: Direction or control }
`;

let matter: Matter;
beforeEach(async () => {
  matter = await openMatter();
});
afterEach(async () => {
  await matter.check();
  matter.close();
});

interface Line {
  readonly id: string;
  readonly status: string;
  readonly standing: string;
  readonly standingWords: string | null;
  readonly gateways: readonly { readonly provision: string; readonly status: string }[];
}
const lines = async (): Promise<ReadonlyMap<string, Line>> => {
  const { allegations } = await matter.ask<{ allegations: readonly Line[] }>('allegation.list');
  return new Map(allegations.map((line) => [line.id, line]));
};
interface Elements {
  readonly elements: readonly {
    readonly id: string;
    readonly label: string;
    readonly op: string;
    readonly depth: number;
    readonly element: string | null;
    readonly status: string;
  }[];
  readonly defences: readonly { readonly text: string; readonly burden: string }[];
}
const elements = (allegation: string) => matter.ask<Elements>('allegation.elements', { allegation });

/** A fact on two exhibits of its own, matched to the element of that name in the allegation. */
async function show(
  allegation: string,
  element: string,
): Promise<{ fact: string; exhibits: readonly string[] }> {
  const fact = await matter.fact(`What shows ${element}.`);
  const exhibits = [await matter.exhibit(`${element} record`), await matter.exhibit(`${element} register`)];
  for (const exhibit of exhibits) await matter.cite(fact, exhibit);
  const node = (await elements(allegation)).elements.find((one) => one.element === element);
  await matter.run('element.match', { node: node?.id, add: [fact] });
  return { fact, exhibits };
}
const make = (obligation: string, more: object = {}) =>
  matter.run('allegation.make', {
    text: `A breach of ${obligation}.`,
    by: [matter.applicant],
    against: [matter.respondent],
    obligation,
    standard: 'balance',
    ...more,
  });

describe('an allegation made from a pack', () => {
  it('has the gateways, the elements by their formula, the routes and the defences, all empty', async () => {
    await matter.adopt(TREATY);
    const allegation = await make('comp.9', { attribution: 'comp.routes', plead: ['comp.need'] });
    const { elements: shown, defences } = await elements(allegation);
    expect(shown.map(({ depth, op, element }) => [depth, op, element])).toEqual([
      [0, 'all', null],
      [1, 'all', 'comp.2'],
      [2, 'any', 'comp.2.gain'],
      [2, 'any', 'comp.2.group'],
      [1, 'any', 'comp.9'],
      [2, 'any', 'comp.9.life'],
      [2, 'any', 'comp.9.help'],
      [1, 'any', 'comp.routes'],
      [2, 'all', 'comp.organ'],
      [3, 'any', 'comp.organ.law'],
      [2, 'all', 'comp.control'],
      [3, 'any', null],
      [4, 'any', 'comp.control.order'],
      [4, 'any', 'comp.control.lead'],
      [3, 'any', 'comp.control.here'],
    ]);
    expect(new Set(shown.map(({ status }) => status))).toEqual(new Set(['empty']));
    expect(defences).toMatchObject([{ text: '25 Necessity', burden: matter.respondent }]);
    const { groups } = await matter.ask<{ groups: readonly { rows: readonly { element: string }[] }[] }>(
      'proof.matrix',
      { allegation },
    );
    // The matrix shows what stands innermost: the elements, not the provisions around them.
    expect(groups[0]?.rows.map(({ element }) => element)).toEqual([
      'comp.2.gain',
      'comp.2.group',
      'comp.9.life',
      'comp.9.help',
      'comp.organ.law',
      'comp.control.order',
      'comp.control.lead',
      'comp.control.here',
    ]);
  });

  it('is laid out beforehand, with what is contested', async () => {
    await matter.adopt('smuggling-protocol-untoc');
    await matter.adopt('state-responsibility');
    const outline = await matter.ask<{
      gateways: readonly { id: string }[];
      elements: number;
      contested: readonly { element: string }[];
    }>('allegation.outline', { obligation: 'sp.16.1', attribution: 'ars.attribution', plead: ['ars.25'] });
    expect(outline.gateways.map(({ id }) => id)).toEqual(['sp.3a', 'sp.4']);
    expect(outline.contested.map(({ element }) => element)).toEqual([
      'sp.3a.benefit',
      'sp.4.ocg',
      'sp.16.1.object',
    ]);
    // 5 of article 3(a), 3 of article 4, 4 of article 16(1), 21 links of the six routes.
    expect(outline.elements).toBe(5 + 3 + 4 + 21);
  });

  it('is refused where the packs know no such thing, and what there is is named', async () => {
    const input = { text: 'x', by: [matter.applicant], against: [matter.respondent] };
    expect(await matter.refusal('allegation.make', input)).toBe('PROOF_TREE_MISSING');
    expect(await matter.refusal('allegation.make', { ...input, obligation: 'comp.4' })).toBe(
      'PROOF_OBLIGATION_UNKNOWN',
    );
    await matter.adopt(TREATY);
    const from = { ...input, obligation: 'comp.4' };
    expect(await matter.refusal('allegation.make', { ...from, attribution: 'comp.4' })).toBe(
      'PROOF_ROUTES_UNKNOWN',
    );
    expect(await matter.refusal('allegation.make', { ...from, plead: ['comp.4'] })).toBe(
      'PROOF_DEFENCE_UNKNOWN',
    );
    expect(await matter.refusal('allegation.make', { ...from, against: [], plead: ['comp.need'] })).toBe(
      'PROOF_DEFENCE_BURDEN',
    );
    const tree = { label: 'own', of: [] };
    expect(await matter.refusal('allegation.make', { ...from, tree, attribution: 'comp.routes' })).toBe(
      'PROOF_TREE_TWICE',
    );
  });
});

describe('a gateway', () => {
  it('propagates: where it fails, every allegation behind it falls with it, wherever it is answered', async () => {
    await matter.adopt(TREATY);
    const facilitation = await make('comp.4');
    // The second duty was alleged by hand, without its gateway.
    const protection = await make('comp.9', {
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    await show(protection, 'comp.9.help');
    expect((await lines()).get(protection)).toMatchObject({
      status: 'proved',
      standing: 'empty',
      standingWords:
        'It is proved in itself, and falls to empty with its gateway: “2 Organised movement” is empty (not shown: the gain; the group).',
    });
    await show(facilitation, 'comp.4.act');
    await show(facilitation, 'comp.2.group');
    const gain = await show(facilitation, 'comp.2.gain');
    expect((await lines()).get(facilitation)).toMatchObject({
      status: 'proved',
      standing: 'proved',
      standingWords: null,
    });
    expect((await lines()).get(protection)).toMatchObject({
      status: 'proved',
      standing: 'proved',
      gateways: [{ provision: 'comp.2', status: 'proved' }],
    });
    const shown = await matter.ask<{
      gateways: readonly { answered: string; alsoBefore: readonly { allegation: string }[] }[];
    }>('allegation.gateways', { allegation: protection });
    expect(shown.gateways).toMatchObject([
      { answered: 'elsewhere', alsoBefore: [{ allegation: facilitation }] },
    ]);

    // What takes the gateway down is a way to take the duty behind it down: cut sets speak of how it stands.
    interface Stress {
      readonly status: string;
      readonly gateways: readonly string[];
      readonly cuts: readonly (readonly string[])[];
      readonly leanest: readonly { readonly set: readonly string[] }[];
    }
    const stress = (more: object): Promise<Stress> =>
      matter.ask<Stress>('allegation.stress', { allegation: protection, ...more });
    const inItself = await stress({ gateways: false });
    const asItStands = await stress({});
    expect(asItStands).toMatchObject({ status: 'proved', gateways: ['2 Organised movement'] });
    expect(inItself.gateways).toEqual([]);
    const cutsOf = ({ cuts }: Stress): string[] => cuts.map((set) => [...set].sort().join()).sort();
    for (const cut of cutsOf(inItself)) expect(cutsOf(asItStands)).toContain(cut);
    expect(cutsOf(inItself).some((cut) => cut.includes(gain.exhibits[0] ?? ''))).toBe(false);
    expect(cutsOf(asItStands).some((cut) => cut.includes(gain.exhibits[0] ?? ''))).toBe(true);
    expect(asItStands.leanest[0]?.set).toEqual(
      expect.arrayContaining(inItself.leanest[0]?.set.slice() ?? []),
    );
    // Each cut, asked as a what-if, takes the standing below proved; and nothing smaller than it does.
    interface WhatIf {
      readonly allegations: readonly { readonly id: string; readonly standing: { readonly after: string } }[];
    }
    const without = async (exclude: readonly string[]): Promise<string | undefined> =>
      (await matter.ask<WhatIf>('proof.what-if', { exclude, mode: 'knock-out' })).allegations.find(
        ({ id }) => id === protection,
      )?.standing.after;
    for (const cut of asItStands.cuts) {
      expect(await without(cut)).not.toBe('proved');
      for (const spared of cut) expect(await without(cut.filter((one) => one !== spared))).toBe('proved');
    }
    const weakest = await matter.ask<{ points: readonly { ref: string; label: string }[] }>(
      'allegation.weakest',
      { allegation: protection },
    );
    expect(weakest.points.map(({ label }) => label).join()).toContain('The aim was a material gain');

    // Struck, the gain takes both down: one through its tree, the other through its gateway.
    const { allegations } = await matter.ask<{
      allegations: readonly { id: string; after: string; standing: { before: string; after: string } }[];
    }>('proof.what-if', { exclude: gain.exhibits });
    expect(allegations.find(({ id }) => id === facilitation)).toMatchObject({ after: 'empty' });
    expect(allegations.find(({ id }) => id === protection)).toMatchObject({
      after: 'proved',
      standing: { before: 'proved', after: 'empty' },
    });
    // And a scenario that is saved says so at every run.
    await matter.run('scenario.save', { title: 'No gain', exclude: gain.exhibits, mode: 'strike' });
    const { scenarios } = await matter.ask<{ scenarios: readonly { changed: readonly { id: string }[] }[] }>(
      'scenario.list',
    );
    expect(scenarios[0]?.changed.map(({ id }) => id).sort()).toEqual([facilitation, protection].sort());
  });

  it('of the other side’s allegations is answered by the other side alone', async () => {
    await matter.adopt(TREATY);
    const ours = await make('comp.4');
    for (const element of ['comp.4.act', 'comp.2.gain', 'comp.2.group']) await show(ours, element);
    const theirs = await make('comp.9', {
      by: [matter.respondent],
      against: [matter.applicant],
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    await show(theirs, 'comp.9.help');
    expect((await lines()).get(theirs)).toMatchObject({ status: 'proved', standing: 'empty' });
  });

  it('counts in the claim: what falls with its gateway does not complete it', async () => {
    await matter.adopt(TREATY);
    const protection = await make('comp.9', {
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    await show(protection, 'comp.9.help');
    const seen = await matter.fact('The Court is seised.');
    await matter.cite(seen, await matter.exhibit('Receipt', { class: 'instrument' }));
    await matter.allege('Jurisdiction', [{ fact: seen }], { kind: 'jurisdiction' });
    interface Claims {
      readonly claims: readonly { readonly complete: boolean; readonly sentence: string }[];
    }
    const { claims } = await matter.ask<Claims>('case.view');
    expect(claims[0]).toMatchObject({
      complete: false,
      sentence:
        'Jurisdiction is proved under the house rule “balance of evidence”; merits is empty under the house rule “balance of evidence”, its gateways counted. The claim needs jurisdiction and merits, each to its own standard.',
    });
  });

  it('is read anew when another version of the pack is adopted', async () => {
    await matter.adopt(TREATY);
    const protection = await make('comp.9', {
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    await show(protection, 'comp.9.help');
    expect((await lines()).get(protection)?.standing).toBe('empty');
    await matter.adopt(
      TREATY.replace('version: 1', 'version: 2').replaceAll('        gateways: [comp.2]\n', ''),
    );
    expect((await lines()).get(protection)).toMatchObject({ standing: 'proved', gateways: [] });
  });
});

describe('alternative routes', () => {
  it('stand side by side, each with the link that it lacks', async () => {
    await matter.adopt(TREATY);
    const allegation = await make('comp.4', { attribution: 'comp.routes' });
    const routes = async () =>
      (
        await matter.ask<{
          places: readonly {
            sentence: string;
            routes: readonly { provision: string; status: string; missing: string[]; limits: string[] }[];
          }[];
        }>('allegation.routes', { allegation })
      ).places;
    const [before] = await routes();
    expect(before?.routes.map(({ provision, missing }) => [provision, missing])).toEqual([
      ['comp.organ', ['the law that makes it an organ']],
      ['comp.control', ['an order, or its lead', 'the tie to this operation']],
    ]);
    expect(before?.routes[1]?.limits).toEqual(['Ownership alone is not control']);
    expect(before?.sentence).toMatch(/No route is complete; one would be enough\.$/);
    await show(allegation, 'comp.control.lead');
    await show(allegation, 'comp.organ.law');
    const [after, ...none] = await routes();
    expect(none).toEqual([]);
    expect(after?.routes.map(({ status, missing }) => [status, missing])).toEqual([
      ['proved', []],
      ['empty', ['the tie to this operation']],
    ]);
    expect(after?.sentence).toBe(
      'Routes of attribution: proved under the house rule “balance of evidence”, through “20 Organ”.',
    );
  });
});

describe('the checklist of an element', () => {
  interface Check {
    readonly kind: string;
    readonly met: boolean;
    readonly text: string;
    readonly fact: string | null;
    readonly provision: string | null;
    readonly allegation: string | null;
    readonly ticked: readonly { readonly by: string; readonly at: string | null }[];
    readonly todos: readonly { readonly owner: string | null; readonly due: string | null }[];
  }
  interface Checklist {
    readonly open: number;
    readonly before: readonly Check[];
    readonly elements: readonly {
      readonly node: string;
      readonly element: string | null;
      readonly open: number;
      readonly lines: readonly Check[];
    }[];
  }
  const contested = TREATY.replace(
    'kind: conduct, text: Help was refused }',
    `kind: conduct, text: Help was refused, contested: { question: Is silence a refusal?, for: [{ case: An invented case, toBeChecked: true }], against: [{ case: Another one, toBeChecked: true }] } }`,
  );

  it('says what is met and what is missing, and with each line what closes it', async () => {
    await matter.adopt(contested);
    const facilitation = await make('comp.4');
    const protection = await make('comp.9', {
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    const ask = () => matter.ask<Checklist>('element.checklist', { allegation: protection });
    const help = (list: Checklist) => list.elements.find((one) => one.element === 'comp.9.help');
    const open = (list: Checklist): string[] =>
      (help(list)?.lines ?? []).filter(({ met }) => !met).map(({ kind }) => kind);
    const empty = await ask();
    expect(open(empty)).toEqual(['fact', 'authority']);
    expect(empty.before).toMatchObject([
      {
        kind: 'gateway',
        met: false,
        provision: 'comp.2',
        text: '“2 Organised movement” must hold first: not shown: the gain; the group.',
      },
    ]);
    expect(help(empty)?.lines.at(-1)).toMatchObject({
      text: 'Contested in law: Is silence a refusal? 2 authorities are still to be checked.',
      provision: 'comp.9',
    });

    const { fact } = await (async () => {
      const made = await matter.fact('The boat was left alone.');
      await matter.cite(made, await matter.exhibit('Log of the coast guard'));
      await matter.run('element.match', { node: help(empty)?.node, add: [made] });
      return { fact: made };
    })();
    const single = await ask();
    expect(open(single)).toEqual(['second-origin', 'second-reader', 'authority']);
    const second = help(single)?.lines.find(({ kind }) => kind === 'second-origin');
    expect(second).toMatchObject({ fact, todos: [] });
    expect(second?.text).toMatch(/^“The boat was left alone\.” rests on one origin, “.+”\.$/u);

    await matter.run('todo.open', {
      title: 'Find the radar log.',
      fact,
      allegation: protection,
      due: '2035-01-01',
    });
    const kept = help(await ask())?.lines.find(({ kind }) => kind === 'second-origin');
    expect(kept?.todos).toMatchObject([{ due: '2035-01-01', owner: null }]);

    await matter.cite(fact, await matter.exhibit('Radar log'));
    const two = await ask();
    expect(open(two)).toEqual(['second-reader', 'authority']);
    expect(help(two)?.lines.find(({ kind }) => kind === 'source')).toMatchObject({ met: true });
    // What is met by an act says whose: who matched the fact, when; who read it as the second reader.
    const matched = help(two)?.lines.find(({ kind }) => kind === 'fact')?.ticked;
    expect(matched).toEqual([{ by: expect.stringMatching(/^usr_/u), at: expect.stringMatching(/^20/u) }]);

    // The gateway is answered in the other allegation: the line leads there, and is met with it.
    for (const element of ['comp.2.gain', 'comp.2.group']) await show(facilitation, element);
    expect((await ask()).before).toMatchObject([
      { kind: 'gateway', met: true, allegation: facilitation, text: '“2 Organised movement” holds.' },
    ]);
  });

  it('keeps a gateway that no allegation answers as a to-do, with the provision that it is about', async () => {
    await matter.adopt(TREATY);
    const protection = await make('comp.9', {
      tree: { label: 'Protection', of: [{ label: 'Help', element: 'comp.9.help', of: [] }] },
    });
    interface Proposed {
      readonly proposals: readonly {
        readonly provision: string | null;
        readonly title: string;
        readonly kept: readonly string[];
      }[];
    }
    const proposed = async () =>
      (await matter.ask<Proposed>('todo.propose', { allegation: protection })).proposals.filter(
        ({ provision }) => provision !== null,
      );
    const [gateway] = await proposed();
    expect(gateway).toMatchObject({
      provision: 'comp.2',
      title:
        'Make an allegation that answers “2 Organised movement”: it must hold first, and none answers it yet.',
      kept: [],
    });
    const todo = { title: gateway?.title, allegation: protection, provision: 'comp.2', due: '2035-01-01' };
    await matter.run('todo.open', todo);
    const [kept] = await proposed();
    expect(kept?.kept).toHaveLength(1);
    expect(
      (await matter.ask<Checklist>('element.checklist', { allegation: protection })).before,
    ).toMatchObject([{ kind: 'gateway', todos: [{ due: '2035-01-01' }] }]);
    expect(
      (await matter.ask<{ todos: readonly { gateway: unknown }[] }>('todo.list', {})).todos,
    ).toMatchObject([{ gateway: { id: 'comp.2', heading: '2 Organised movement' }, fact: null }]);
    await expect(matter.run('todo.open', { ...todo, provision: 'comp.77' })).rejects.toMatchObject({
      code: 'PROOF_PROVISION_UNKNOWN',
    });
    // Once an allegation answers it, there is nothing of the kind to propose.
    await make('comp.4');
    expect(await proposed()).toEqual([]);
  });
});
