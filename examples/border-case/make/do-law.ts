/** The pack of law, the exchanges, the ladder, the allegations with their trees, and what is expected to stand. */

import type { References } from './do-references.ts';
import type { Line } from './do-text.ts';
import type { LadderEvent } from './plan.ts';

const SIDES: Readonly<Record<string, string>> = {
  aurelia: 'claimant',
  borovia: 'respondent',
  both: 'both',
  ostmark: 'third',
};

// Why the passage is read as the event.
const GROUNDS: Readonly<Record<string, string>> = {
  'in-force': 'The Depositary names the day.',
  reservation: 'The words of the reservation.',
  'reservation-withdrawn': 'The Depositary reckons thirty days from receipt.',
  'no-reservation': 'The Depositary’s notification of the ratification.',
  'late-declaration': 'Circulated by the Depositary; Borovia calls it interpretative.',
  objection: 'Received by the Depositary on the last day of the twelve months.',
  'claim-note': 'The note states the claim and names the Convention.',
  opposition: 'The note rejects the allegations in their entirety.',
  negotiation: 'The agreed minutes name the articles that were talked about.',
  deadlock: 'The note counts the days since the last one, to which no answer came.',
  request: 'The note asks for arbitration under Article 21, paragraph 2, in terms.',
  organisation: 'What was said, or not said, on seat, arbitrators and rules.',
};
const SOURCES: Readonly<Record<string, string>> = {
  facts: 'The facts pleaded in the Memorial.',
  filing: 'The Application.',
};
const BY_NOTE = new Set(['claim-note', 'opposition', 'request', 'organisation']);

export function law(refs: References): readonly Line[] {
  return [
    { task: 'pack.adopt', with: { pack: '../comp.yaml' }, expect: { pack: 'comp', version: 1 } },
    'What the States wrote and said to each other. Sent and received are kept apart.',
    ...exchanges(refs),
    'The ladder of Article 21, event by event.',
    ...ladder(refs),
    'What is alleged.',
    ...allegations(refs),
    'What must stand without certain exhibits. It is judged whenever somebody looks.',
    ...refs.plan.expectations.map(({ text, allegation, profile, atLeast, without }) => ({
      run: 'expectation.set',
      with: {
        allegation: `\${${allegation}}`,
        level: atLeast,
        standard: profile,
        without: without.filter((id) => id !== 'E11').map((id) => refs.exhibitRef(id)),
        note: `${text}.`,
      },
    })),
    {
      run: 'scenario.save',
      with: {
        title: 'If the Court strikes the applicant’s own log and the leaked order',
        exclude: ['E06', 'E26'].map((id) => refs.exhibitRef(id)),
        mode: 'strike',
      },
    },
  ];
}

function exchanges(refs: References): readonly Line[] {
  const { plan } = refs;
  const notes = plan.exchanges.map((note) => ({
    on: note.sent,
    line: {
      run: 'exchange.enter',
      as: `note-${note.n}`,
      with: {
        from: `\${${note.from}}`,
        to: [`\${${note.to}}`],
        kind: 'note-verbale',
        title: `Note ${note.n}: ${refs.exhibit(note.exhibit).title}`,
        sent: note.sent,
        received: note.received,
        provisions: note.about,
        ...(note.answers === undefined ? {} : { answers: `\${note-${note.answers}}` }),
        passage: refs.wholeRef(note.exhibit),
      },
    } satisfies Line,
  }));
  const talks = plan.meetings.map((talk) => ({
    on: talk.when,
    line: {
      run: 'exchange.enter',
      as: `talks-${talk.n}`,
      with: {
        from: '${aurelia}',
        to: ['${borovia}'],
        kind: 'talks',
        title: `${talk.n === 1 ? 'First' : 'Second'} round of talks, ${talk.place}, between ${talk.level}s`,
        sent: talk.when,
        passage: refs.wholeRef(talk.exhibit),
      },
    } satisfies Line,
  }));
  return [
    ...[...notes, ...talks].sort((a, b) => (a.on < b.on ? -1 : 1)).map(({ line }) => line),
    {
      run: 'exchange.expect',
      with: {
        answerTo: '${note-7}',
        from: '${borovia}',
        due: '2035-09-15',
        ground: 'Note 7 asks Borovia to name an arbitrator within sixty days.',
      },
    },
  ];
}

function ladder(refs: References): readonly Line[] {
  const { plan } = refs;
  return [
    {
      run: 'ladder.open',
      as: 'ladder',
      with: {
        proceeding: '${case}',
        ladder: plan.ladder.id,
        claimants: ['${party-aurelia}'],
        respondents: ['${party-borovia}'],
      },
    },
    ...plan.ladder.events.map((event) => ({ run: 'ladder-event.record', with: eventInput(refs, event) })),
  ];
}

function eventInput(refs: References, event: LadderEvent): Readonly<Record<string, unknown>> {
  const note = BY_NOTE.has(event.kind)
    ? refs.plan.exchanges.find(({ exhibit }) => exhibit === event.exhibit)
    : undefined;
  const by = event.of === undefined ? undefined : SIDES[event.of];
  const source = SOURCES[event.kind];
  return {
    ladder: '${ladder}',
    kind: event.kind,
    ...(by === undefined ? (event.kind === 'facts' ? { by: 'both' } : {}) : { by }),
    ...(event.of === 'ostmark' ? { whose: 'Ostmark' } : {}),
    // The register of exchanges knows when a note was sent and received.
    ...(note === undefined
      ? { on: event.on, ...(event.received === undefined ? {} : { received: event.received }) }
      : { exchange: `\${note-${note.n}}` }),
    ...(source === undefined
      ? {
          passage: eventPassage(refs, event),
          ground: `${GROUNDS[event.kind]}${event.note === undefined ? '' : ` (${event.note}.)`}`,
        }
      : { source }),
  };
}

/** The words given for the event, or those of the fact that it stands on. */
function eventPassage(refs: References, event: LadderEvent): string {
  const { exhibit = '', quote } = event;
  if (quote != null) return refs.passageRef({ exhibit, quote });
  const citation = refs.plan.facts
    .find(({ id }) => id === event.fact)
    ?.citations.find((one) => one.exhibit === exhibit && (one.pin === event.pin || event.pin === undefined));
  return citation === undefined ? refs.wholeRef(exhibit) : refs.passageRef(citation);
}

function allegations(refs: References): readonly Line[] {
  const { plan } = refs;
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const tree = (reference: string): Readonly<Record<string, unknown>> => {
    const [kind, id = ''] = reference.split(':');
    if (kind === 'fact') return { fact: `\${${id}}` };
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`The plan has no node ${id}.`);
    return {
      label: node.label,
      ...(node.op === 'all' ? {} : { op: node.op }),
      ...(node.element === undefined ? {} : { element: node.element }),
      of: node.of.map(tree),
    };
  };
  return plan.allegations.map((one) => ({
    run: 'allegation.make',
    as: one.id,
    with: {
      text: `${one.text}.`,
      kind: one.kind,
      by: one.by.map((party) => `\${party-${party}}`),
      against: one.against.map((party) => `\${party-${party}}`),
      ...(one.provisions[0] === undefined || (one.provisions.length > 1 && one.id === 'A2')
        ? {}
        : { obligation: one.provisions[0] }),
      standard: one.profile,
      tree: tree(one.root),
    },
  }));
}
