import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSealed, sealedToken } from '../../../src/base/sealed.ts';
import { nextPseudonym } from '../../../src/rooms/record/decide-actors.ts';
import { recordRoom } from '../../../src/rooms/record/index.ts';
import { id, openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

const proceeding = () =>
  rig.run('proceeding.open', {
    title: 'Organised movement of persons (Aurelia v. Borovia)',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
const state = (name: string) => rig.run('actor.name', { kind: 'state', names: name });

async function twoParties() {
  const prc = await proceeding();
  const [aurelia, borovia] = [await state('Aurelia'), await state('Borovia')];
  const applicant = await rig.run('party.name', { proceeding: prc, actor: aurelia, role: 'applicant' });
  const respondent = await rig.run('party.name', { proceeding: prc, actor: borovia, role: 'respondent' });
  return { prc, aurelia, borovia, applicant, respondent };
}
const fact = (text = 'Officers opened the barrier at Grell crossing.', more: object = {}) =>
  rig.run('fact.assert', { statement: text, when: '2031-08-14', ...more });

describe('proceedings and parties', () => {
  it('keeps several parties per side, steps with time-limits, and for whom the team acts', async () => {
    const { prc, applicant, respondent } = await twoParties();
    const ostmark = await state('Ostmark');
    await rig.run('party.name', { proceeding: prc, actor: ostmark, role: 'applicant' });
    const step = await rig.run('step.order', {
      proceeding: prc,
      phase: 'merits',
      kind: 'order',
      title: 'Order fixing time-limits',
      ordered: '2031-02-11',
      limits: [
        { what: 'Counter-Memorial', party: respondent, due: '2032-11-11' },
        { what: 'Memorial', party: applicant, due: '2031-11-11' },
      ],
    });
    await rig.run('acting.declare', {
      proceeding: prc,
      actingFor: 'respondent',
      parties: [respondent],
      ground: 'Letter of appointment.',
    });
    const shown = await rig.ask('proceeding.show', { proceeding: prc });
    expect(shown.parties.map((party) => [party.label, party.role])).toEqual([
      ['Aurelia', 'applicant'],
      ['Borovia', 'respondent'],
      ['Ostmark', 'applicant'],
    ]);
    expect(shown.proceeding.actingFor).toMatchObject({ role: 'respondent' });
    const before = await rig.ask('limit.list', { from: '2031-11-01' });
    expect(before.limits.map((limit) => [limit.what, limit.daysLeft])).toEqual([
      ['Memorial', 10],
      ['Counter-Memorial', 376],
    ]);
    await rig.run('step.extend', {
      step,
      limits: [{ what: 'Memorial', party: applicant, due: '2032-01-12' }],
      ground: 'Order of 5 September.',
    });
    const after = await rig.ask('limit.list', {});
    expect(after.limits.map((limit) => limit.due.edtf)).toEqual(['2032-01-12']);
    await rig.run('step.do', { step, on: '2032-01-10' });
    expect((await rig.ask('limit.list', {})).limits).toEqual([]);
    expect(await rig.refusal('step.do', { step, on: '2032-01-11' })).toBe('RECORD_STEP_DONE');
  });

  it('refuses one actor on both sides, and a team that acts for a party in another role', async () => {
    const { prc, aurelia, applicant } = await twoParties();
    expect(await rig.refusal('party.name', { proceeding: prc, actor: aurelia, role: 'respondent' })).toBe(
      'RECORD_PARTY_TWICE',
    );
    const declare = { proceeding: prc, ground: 'x' };
    expect(
      await rig.refusal('acting.declare', { ...declare, actingFor: 'respondent', parties: [applicant] }),
    ).toBe('RECORD_ACTING_ROLE');
    expect(await rig.refusal('acting.declare', { ...declare, actingFor: 'applicant' })).toBe(
      'RECORD_ACTING_PARTY',
    );
    expect(await rig.run('acting.declare', { ...declare, actingFor: 'commission' })).toBe(prc);
  });

  it('joins one proceeding to another once, and never to itself', async () => {
    const [first, second] = [await proceeding(), await proceeding()];
    expect(await rig.refusal('proceeding.join', { proceeding: first, into: first, ground: 'x' })).toBe(
      'RECORD_PROCEEDING_JOINED',
    );
    await rig.run('proceeding.join', { proceeding: second, into: first, ground: 'Order of 3 March.' });
    expect(await rig.refusal('proceeding.join', { proceeding: second, into: first, ground: 'x' })).toBe(
      'RECORD_PROCEEDING_JOINED',
    );
    const { proceedings } = await rig.ask('proceeding.list');
    expect(proceedings.map((one) => one.joinedInto)).toEqual([null, first]);
  });
});

describe('actors', () => {
  it('seals the names of persons and shows a pseudonym; the map to the person is sealed with them', async () => {
    const witness = await rig.run('actor.name', {
      kind: 'person',
      names: [
        { text: 'Jonas Vardenis', language: 'lt', script: 'Latn' },
        { text: 'Йонас Варденис', script: 'Cyrl', transliterates: 'Jonas Vardenis' },
      ],
    });
    await rig.run('actor.name', { kind: 'person', names: 'Second Person' });
    const official = await rig.run('actor.name', {
      kind: 'person',
      names: 'Third Person',
      called: 'Official',
    });
    const { actors } = await rig.ask('actor.list', { kind: 'person' });
    expect(actors.map((actor) => actor.label)).toEqual(['Witness A', 'Witness B', 'Official A']);
    expect(actors.every((actor) => actor.sealed && isSealed(actor.names[0]))).toBe(true);
    // Nothing of the name is in any entry.
    for (let seq = 0; seq < rig.ledger.size(); seq += 1)
      expect(JSON.stringify(rig.ledger.entry(seq).said)).not.toMatch(/Vardenis|Варденис|Third Person/);
    const token = sealedToken.parse(actors[0]?.names[0]);
    const opened = await rig.ledger.reveal([token], 'to check the map');
    expect([...opened.values()][0]).toMatchObject([{ text: 'Jonas Vardenis' }, { script: 'Cyrl' }]);
    await rig.run('actor.also-name', { actor: witness, names: 'J. V.', ground: 'Initials in the log.' });
    const shown = await rig.ask('actor.show', { actor: witness });
    expect(shown.actor.names).toHaveLength(2);
    expect(isSealed(shown.actor.names[1])).toBe(true);
    expect(official).toMatch(/^act_/);
  });

  it('gives a letter once: an erased actor keeps its place in the row', () => {
    const rows = (...pseudonyms: (string | null)[]) =>
      pseudonyms.map((pseudonym) => ({ kind: pseudonym === null ? 'erased' : 'person', pseudonym }));
    expect(nextPseudonym('Witness', [])).toBe('Witness A');
    expect(nextPseudonym('Witness', rows('Witness A', 'Witness B', null))).toBe('Witness D');
    expect(nextPseudonym('Witness', rows(null, 'Witness B', null))).toBe('Witness D');
    expect(nextPseudonym('Official', rows('Witness A'))).toBe('Official A');
    expect(nextPseudonym('Witness', rows('Witness Z'))).toBe('Witness AA');
    expect(nextPseudonym('Witness', rows('Witness AZ'))).toBe('Witness BA');
  });

  it('an erased witness leaves a letter that nobody else gets, and no name', async () => {
    const first = await rig.run('actor.name', { kind: 'person', names: 'First Person' });
    const seq = rig.ledger.size() - 1;
    await rig.ledger.erase([seq], {
      authority: 'Data protection officer',
      ground: 'At her request.',
      confirmedBy: id('user', '9'),
      outOfReach: [],
    });
    await rig.run('actor.name', { kind: 'person', names: 'Second Person' });
    const { actors } = await rig.ask('actor.list');
    expect(actors.map((actor) => actor.label)).toEqual(['Witness B']);
    expect(await rig.refusal('actor.also-name', { actor: first, names: 'x', ground: 'x' })).toBe(
      'RECORD_ACTOR_UNKNOWN',
    );
  });

  it('leaves a name open only on a ground, and words a firm as the party or the press words it', async () => {
    const { applicant, borovia } = await twoParties();
    await rig.run('actor.name', {
      kind: 'person',
      names: 'Head of State of Borovia',
      openGround: 'Speaks in public office.',
    });
    const carrier = await rig.run('actor.name', {
      kind: 'enterprise',
      names: 'Borovair',
      naming: 'party',
      namedBy: applicant,
    });
    const { actors } = await rig.ask('actor.list');
    expect(actors.at(-2)).toMatchObject({ label: 'Head of State of Borovia', sealed: false });
    expect(actors.at(-1)).toMatchObject({ label: 'Borovair', wording: 'named by the applicant' });
    expect(await rig.refusal('actor.name', { kind: 'enterprise', names: 'X', naming: 'press' })).toBe(
      'RECORD_NAMED_IN',
    );
    expect(await rig.refusal('actor.name', { kind: 'state', names: 'X', compartment: rig.persons })).toBe(
      'RECORD_STATE_SEALED',
    );
    expect(await rig.refusal('actor.relate', { from: carrier, relation: 'owned-by', to: borovia })).toBe(
      'RECORD_RELATION_UNSHOWN',
    );
    await rig.run('actor.relate', {
      from: carrier,
      relation: 'owned-by',
      to: borovia,
      passages: [await rig.passage('1')],
    });
    const shown = await rig.ask('actor.show', { actor: carrier });
    expect(shown.relations).toMatchObject([{ relation: 'owned-by', to: borovia }]);
  });
});

describe('facts', () => {
  it('keeps a statement in several languages, one of them authoritative', async () => {
    const made = await fact('x', {
      statement: {
        authoritative: 'lt',
        versions: { lt: 'Pareigūnai atidarė užtvarą.', en: 'Officers opened the barrier.' },
      },
      when: '2031-08-14~',
    });
    const { fact: shown } = await rig.ask('fact.show', { fact: made });
    expect(shown.statement).toMatchObject({ authoritative: 'lt' });
    expect(shown.when).toMatchObject({ edtf: '2031-08-14~', basis: 'stated' });
    expect(
      await rig.refusal('fact.assert', { statement: { authoritative: 'lt', versions: { en: 'x' } } }),
    ).toBe('INPUT_INVALID');
  });

  it('takes words written with combining marks and keeps the one form that the ledger stores', async () => {
    const combined = 'Pareigu\u0304nai atidare\u0307 uz\u030Ctvara\u0328.';
    const made = await fact(combined, {
      when: {
        edtf: '2031-08-14',
        asWritten: 'rugpju\u0304c\u030Cio 14 d.',
        calendar: 'gregorian',
        zone: null,
        basis: 'stated',
      },
    });
    const { fact: shown } = await rig.ask('fact.show', { fact: made });
    expect(shown.statement).toMatchObject({ versions: { en: combined.normalize('NFC') } });
    expect(shown.when?.asWritten).toBe('rugpjūčio 14 d.');
  });

  it('a restated fact awaits a second reader anew, and nobody is the second reader of their own words', async () => {
    const made = await fact();
    expect(await rig.refusal('fact.review', { fact: made, verdict: 'confirmed' })).toBe(
      'RECORD_SECOND_READER',
    );
    await rig.enter([
      {
        kind: 'fact.reviewed',
        subject: made,
        said: { verdict: 'confirmed' },
      },
    ]);
    const tray = async () =>
      (await rig.ask('fact.show', { fact: made })).fact.trays.includes('awaiting-second-reader');
    expect(await tray()).toBe(false);
    await rig.run('fact.restate', { fact: made, when: '2031-08-15', ground: 'The log gives the day.' });
    expect(await tray()).toBe(true);
    expect(await rig.refusal('fact.restate', { fact: made, ground: 'x' })).toBe('RECORD_RESTATE_EMPTY');
  });

  it('a sealed statement stays sealed when it is restated', async () => {
    const made = await fact('Witness A named the officer.', { compartment: rig.persons });
    await rig.run('fact.restate', {
      fact: made,
      statement: 'Witness A named two officers.',
      ground: 'Statement 2.',
    });
    const { fact: shown } = await rig.ask('fact.show', { fact: made });
    expect(isSealed(shown.statement)).toBe(true);
  });

  it('a concession needs a passage and a ground, and can be taken back', async () => {
    const { respondent } = await twoParties();
    const made = await fact();
    const conceded = { fact: made, party: respondent };
    expect(await rig.refusal('fact.concede', { ...conceded, ground: 'x' })).toBe('INPUT_INVALID');
    expect(await rig.refusal('fact.concede', { ...conceded, passage: id('passage', '1') })).toBe(
      'INPUT_INVALID',
    );
    expect(await rig.refusal('fact.concede', { ...conceded, passage: id('passage', '9'), ground: 'x' })).toBe(
      'RECORD_PASSAGE_UNKNOWN',
    );
    const passage = await rig.passage('1');
    expect((await rig.ask('fact.show', { fact: made })).fact.trays).toContain('no-source');
    await rig.run('fact.concede', { ...conceded, passage, ground: 'Counter-Memorial, para 3.14.' });
    const { fact: shown } = await rig.ask('fact.show', { fact: made });
    expect(shown.premise).toMatchObject({ as: 'conceded', party: respondent, passage });
    expect(shown.trays).toEqual(['awaiting-second-reader']);
    expect(await rig.refusal('fact.notice', { fact: made, passage, ground: 'x' })).toBe(
      'RECORD_PREMISE_HELD',
    );
    await rig.run('premise.withdraw', { fact: made, ground: 'Rejoinder, para 2.' });
    await rig.run('fact.notice', { fact: made, passage, ground: 'Published by the depositary.' });
    expect((await rig.ask('fact.show', { fact: made })).fact.premise).toMatchObject({ as: 'notice' });
  });

  it('a merged fact brings its citations, and both histories are kept', async () => {
    const [kept, gone] = [await fact('Kept.'), await fact('Gone.')];
    await rig.run('fact.cite', {
      fact: gone,
      passage: await rig.passage('1'),
      bearing: 'supports',
      group: 'log',
    });
    await rig.run('fact.merge', { fact: gone, into: kept, ground: 'The same opening of the barrier.' });
    const shown = await rig.ask('fact.show', { fact: kept });
    expect(shown.fact.absorbed).toEqual([gone]);
    expect(shown.citations).toHaveLength(1);
    expect(shown.history.map((line) => line.kind)).toEqual([
      'fact.asserted',
      'fact.asserted',
      'fact.cited',
      'fact.merged',
    ]);
    expect(await rig.refusal('fact.tag', { fact: gone, tags: ['x'] })).toBe('RECORD_FACT_MERGED');
    expect(await rig.refusal('fact.merge', { fact: kept, into: kept, ground: 'x' })).toBe(
      'RECORD_MERGE_SELF',
    );
    expect((await rig.ask('fact.list')).facts.map((one) => one.id)).toEqual([kept]);
  });

  it('facts that were merged are parted again, each with the citations entered for it', async () => {
    const [kept, gone, third] = [await fact('Kept.'), await fact('Gone.'), await fact('Third.')];
    const cite = async (of: string, n: string) =>
      rig.run('fact.cite', { fact: of, passage: await rig.passage(n), bearing: 'supports', group: n });
    const before = [await cite(gone, '1'), await cite(kept, '2')];
    expect(await rig.refusal('fact.part', { fact: gone, ground: 'x' })).toBe('RECORD_NOT_MERGED');
    await rig.run('fact.merge', { fact: gone, into: kept, ground: 'One event.' });
    const since = await cite(kept, '3');
    await rig.run('fact.merge', { fact: kept, into: third, ground: 'All one.' });
    expect((await rig.ask('fact.list')).facts.map((one) => one.id)).toEqual([third]);
    await rig.run('fact.part', { fact: gone, ground: 'It was another day.' });
    const parted = await rig.ask('fact.show', { fact: gone });
    expect(parted.fact.mergedInto).toBeNull();
    expect(parted.citations.map((one) => one.id)).toEqual([before[0]]);
    expect(parted.history.at(-1)?.kind).toBe('fact.parted');
    // The other stays merged until it is parted too; what was cited for it in the meantime stays with it.
    expect((await rig.ask('fact.list')).facts.map((one) => one.id)).toEqual([gone, third]);
    await rig.run('fact.part', { fact: kept, ground: 'So was this.' });
    const last = await rig.ask('fact.show', { fact: kept });
    expect(last.citations.map((one) => one.id)).toEqual([before[1], since]);
    expect((await rig.ask('fact.show', { fact: third })).citations).toEqual([]);
    expect(await rig.refusal('fact.part', { fact: kept, ground: 'x' })).toBe('RECORD_NOT_MERGED');
  });

  it('a withdrawn fact leaves the trays but not the record', async () => {
    const made = await fact();
    await rig.run('fact.withdraw', { fact: made, ground: 'The source corrected itself.' });
    expect((await rig.ask('fact.list')).facts).toEqual([]);
    const { facts } = await rig.ask('fact.list', { withWithdrawn: true });
    expect(facts[0]?.withdrawn).toMatchObject({ ground: 'The source corrected itself.' });
    expect(await rig.refusal('fact.tag', { fact: made, tags: ['x'] })).toBe('RECORD_FACT_WITHDRAWN');
  });
});

describe('citations', () => {
  it('two papers of one agency are one origin once a person says so, and two again when it is undone', async () => {
    const made = await fact();
    await rig.run('fact.cite', {
      fact: made,
      passage: await rig.passage('1'),
      bearing: 'supports',
      group: 'paper',
    });
    await rig.run('fact.cite', {
      fact: made,
      passage: await rig.passage('2'),
      bearing: 'supports',
      group: 'agency',
    });
    const origins = async () => (await rig.ask('fact.show', { fact: made })).fact;
    expect(await origins()).toMatchObject({ origins: 2, trays: ['awaiting-second-reader'] });
    const merge = await rig.run('group.merge', {
      group: 'paper',
      into: 'agency',
      reason: 'Prints the wire.',
    });
    expect(await origins()).toMatchObject({ origins: 1, trays: ['single-origin', 'awaiting-second-reader'] });
    expect(await rig.refusal('group.merge', { group: 'agency', into: 'paper', reason: 'x' })).toBe(
      'RECORD_GROUP_SAME',
    );
    await rig.run('group.unmerge', { merge, reason: 'It had a reporter there.' });
    expect((await origins()).origins).toBe(2);
    expect(await rig.refusal('group.unmerge', { merge, reason: 'x' })).toBe('RECORD_GROUP_UNKNOWN');
  });

  it('sources that name no origin count as one: dependence is the safe guess', async () => {
    const made = await fact();
    for (const last of ['1', '2', '3'])
      await rig.run('fact.cite', { fact: made, passage: await rig.passage(last), bearing: 'supports' });
    expect((await rig.ask('fact.show', { fact: made })).fact).toMatchObject({ supports: 3, origins: 1 });
  });

  it('take their origin from the exhibit, and carry nothing once it is excluded', async () => {
    const made = await fact();
    const note = { heldAt: 'Archive', why: 'A paper.', class: 'press', originId: 'aurelian-news-agency' };
    const [one, two] = [
      await rig.run('exhibit.note', { ...note, title: 'Vess Post' }),
      await rig.run('exhibit.note', { ...note, title: 'Vess Courier' }),
    ];
    for (const [last, exhibit] of [
      ['1', one],
      ['2', two],
    ] as const)
      await rig.run('fact.cite', {
        fact: made,
        passage: await rig.passage(last, exhibit),
        bearing: 'supports',
      });
    const shown = async () => (await rig.ask('fact.show', { fact: made })).fact;
    expect(await shown()).toMatchObject({ supports: 2, origins: 1 });
    await rig.run('exhibit.exclude', { exhibit: one, ground: 'Not the paper it claims to be.' });
    expect(await shown()).toMatchObject({ supports: 1, origins: 1 });
    await rig.run('exhibit.withdraw', { exhibit: two, ground: 'Withdrawn by its owner.' });
    expect((await shown()).trays).toContain('no-source');
    await rig.run('exhibit.reinstate', { exhibit: one, ground: 'It was.' });
    expect((await shown()).trays).toContain('single-origin');
  });

  it('an interest names whose it is; one passage carries a fact once per origin', async () => {
    const { respondent } = await twoParties();
    const made = await fact();
    const cite = { fact: made, passage: await rig.passage('1'), bearing: 'supports' };
    expect(await rig.refusal('fact.cite', { ...cite, interest: 'against' })).toBe('RECORD_INTEREST_WHOSE');
    await rig.run('fact.cite', { ...cite, interest: 'against', interestOf: respondent });
    expect(await rig.refusal('fact.cite', { ...cite, bearing: 'context' })).toBe('RECORD_CITATION_TWICE');
    expect(await rig.run('fact.cite', { ...cite, group: 'interviewee-2' })).toMatch(/^cit_/);
  });

  it('a contradiction is answered by argument or by named evidence, and only a contradiction', async () => {
    const made = await fact();
    const denial = await rig.run('fact.cite', {
      fact: made,
      passage: await rig.passage('1'),
      bearing: 'contradicts',
    });
    const support = await rig.run('fact.cite', {
      fact: made,
      passage: await rig.passage('2'),
      bearing: 'supports',
    });
    const trays = async () => (await rig.ask('fact.show', { fact: made })).fact.trays;
    expect(await trays()).toContain('contradicted');
    expect(await rig.refusal('citation.answer', { citation: denial, by: 'evidence', reason: 'x' })).toBe(
      'RECORD_ANSWER_EXHIBITS',
    );
    expect(await rig.refusal('citation.answer', { citation: support, by: 'argument', reason: 'x' })).toBe(
      'RECORD_ANSWER_NOTHING',
    );
    await rig.run('citation.answer', {
      citation: denial,
      by: 'argument',
      reason: 'Made a day before the flights.',
    });
    expect(await trays()).not.toContain('contradicted');
    await rig.run('citation.weigh', { citation: support, to: 1, reason: 'Half of it was recanted.' });
    await rig.run('citation.withdraw', { citation: support, ground: 'Another crossing.' });
    const { citations } = await rig.ask('citation.list', { fact: made });
    expect(citations.map((one) => [one.live, one.override?.to ?? null])).toEqual([
      [true, null],
      [false, 1],
    ]);
    expect(await rig.refusal('citation.weigh', { citation: support, to: 2, reason: 'x' })).toBe(
      'RECORD_CITATION_WITHDRAWN',
    );
  });

  it('a passage that was withdrawn carries nothing and cannot be cited anew', async () => {
    const made = await fact();
    const passage = await rig.passage('1');
    await rig.run('fact.cite', { fact: made, passage, bearing: 'supports', group: 'log' });
    await rig.run('passage.withdraw', { passage, ground: 'Cut short.' });
    expect((await rig.ask('fact.show', { fact: made })).fact.trays).toContain('no-source');
    expect(await rig.refusal('fact.cite', { fact: made, passage, bearing: 'context' })).toBe(
      'RECORD_PASSAGE_WITHDRAWN',
    );
  });
});

describe('inferences', () => {
  it('need a warrant and never run in a circle, not even through a merger', async () => {
    const [a, b, c, d] = [await fact('A.'), await fact('B.'), await fact('C.'), await fact('D.')];
    const warrant = 'What is guarded is not crossed by forty people unseen.';
    expect(await rig.refusal('inference.draw', { to: a, from: [b], strength: 2, warrant: ' ' })).toBe(
      'INPUT_INVALID',
    );
    const first = await rig.run('inference.draw', { to: a, from: [b], strength: 2, warrant });
    await rig.run('inference.draw', { to: b, from: [c], strength: 3, warrant });
    expect(await rig.refusal('inference.draw', { to: c, from: [a], strength: 1, warrant })).toBe(
      'RECORD_INFERENCE_CIRCLE',
    );
    expect(await rig.refusal('inference.draw', { to: a, from: [a], strength: 1, warrant })).toBe(
      'RECORD_INFERENCE_CIRCLE',
    );
    expect(await rig.refusal('fact.merge', { fact: c, into: a, ground: 'x' })).toBe(
      'RECORD_INFERENCE_CIRCLE',
    );
    await rig.run('fact.merge', { fact: d, into: c, ground: 'The same.' });
    await rig.run('inference.withdraw', { inference: first, ground: 'The fence was cut there.' });
    expect(await rig.run('inference.draw', { to: c, from: [a], strength: 1, warrant })).toMatch(/^inf_/);
    const { inferences } = await rig.ask('inference.list');
    expect(inferences).toHaveLength(2);
  });
});

describe('the door', () => {
  it('every command and question has an example that its own input accepts', () => {
    for (const one of [...recordRoom.commands, ...recordRoom.questions])
      expect([one.name, one.input.safeParse(one.example).error?.issues ?? []]).toEqual([one.name, []]);
  });
});
