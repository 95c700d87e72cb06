/** The Memorial, the days on which evidence went and came, the filing, and what must be seen at the end. */

import { cited, marked } from './do-facts.ts';
import { grounds, intake } from './do-house.ts';
import type { References } from './do-references.ts';
import type { Line } from './do-text.ts';
import type { Plan } from './plan.ts';

export function memorial(refs: References): readonly Line[] {
  const { pleading } = refs.plan;
  const block = (kind: string, text: string): Line => ({
    run: 'block.write',
    with: { pleading: '${memorial}', kind, text },
  });
  return [
    {
      run: 'pleading.open',
      as: 'memorial',
      with: {
        type: pleading.type,
        title: pleading.title,
        shortTitle: 'Memorial',
        proceeding: '${case}',
        by: '${party-aurelia}',
        notice: pleading.notice,
      },
    },
    ...pleading.chapters.flatMap((chapter): Line[] => [
      block('chapter', chapter.title),
      ...chapter.paragraphs.map(({ text, cites, citesPassages = [], citesAuthorities = [] }) => {
        const figures = text.replace(
          /\[=([\w-]+)( [^\]]+)?\]/g,
          (_whole, head: string, field: string | undefined) => `[=\${${head}}${field ?? ''}]`,
        );
        const notes = [
          ...citesAuthorities.map((one) => `@\${${one}}`),
          ...cites.map((fact) => `@\${${fact}}`),
          ...citesPassages.map((one) => `@${refs.passageRef(one)}`),
        ].join('; ');
        return block('paragraph', notes === '' ? figures : `${figures} [${notes}]`);
      }),
      ...(chapter.submissions ?? []).map((text) => block('submission', text)),
    ]),
  ];
}

export function story(refs: References): readonly Line[] {
  const { plan } = refs;
  const withdrawal = plan.story.find(({ act }) => act === 'withdraw');
  const e09 = refs.exhibitRef('E09');
  return [
    'Before Witness A writes: without the statement facilitation would fall, and protection, which is contested as it is.',
    {
      ask: 'proof.what-if',
      with: { exclude: [e09] },
      expect: {
        allegations: what(plan, { A1: ['proved', 'arguable'], A6: ['contested', 'arguable'] }),
        facts: { $has: { id: '${visas-in-bulk}', before: 'proved', after: 'arguable' } },
      },
    },
    `${withdrawal?.at}. Witness A takes the statement back.`,
    {
      run: 'exhibit.withdraw',
      with: { exhibit: e09, ground: `${withdrawal?.ground}, ${withdrawal?.at}.` },
    },
    {
      run: 'exhibit.describe',
      with: {
        exhibit: e09,
        consent: { state: 'withdrawn', by: 'Witness A', terms: 'Letter of 12 March 2036 (E10)' },
        ground: 'The letter forbids any use of the statement.',
      },
    },
    {
      run: 'custody.record',
      with: {
        exhibit: e09,
        what: 'stored',
        at: withdrawal?.at,
        to: 'Keeper of sealed statements',
        place: 'Vess',
        note: 'Locked away; not to be read again without an order.',
      },
    },
    'What fell.',
    {
      ask: 'allegation.list',
      expect: { allegations: { $has: { id: '${A1}', standard: 'convincing', status: 'arguable' } } },
    },
    {
      ask: 'allegation.list',
      expect: { allegations: { $has: { id: '${A6}', standard: 'balance', status: 'arguable' } } },
    },
    '2037-02-27. Witness A has spoken before a judge of a third State.',
    intake(refs, true),
    ...grounds(refs, true),
    { task: 'reading.run', expect: { read: 1, partlyRead: 0, error: 0 } },
    ...marked(refs, true),
    ...plan.facts.flatMap((fact) => cited(refs, fact, true)),
    'Protection is contested again. Facilitation stays arguable: the judge did not allow the question on visas.',
    { ask: 'allegation.list', expect: { allegations: { $has: { id: '${A6}', status: 'contested' } } } },
    { ask: 'allegation.list', expect: { allegations: { $has: { id: '${A1}', status: 'arguable' } } } },
    'If Witness A goes once more, this falls, and nothing else.',
    {
      ask: 'proof.what-if',
      with: { exclude: [refs.exhibitRef('E11')] },
      expect: { allegations: what(plan, { A1: ['arguable', 'arguable'], A6: ['contested', 'arguable'] }) },
    },
    {
      run: 'expectation.set',
      with: {
        allegation: '${A1}',
        level: 'proved',
        standard: 'balance',
        without: ['E09', 'E11'].map((id) => refs.exhibitRef(id)),
        note: 'Facilitation on the balance stands without either statement of Witness A.',
      },
    },
  ];
}

/** Every allegation in its order with what it was and what it would be; those not named stay what they are. */
function what(
  plan: Plan,
  changes: Readonly<Record<string, readonly [before: string, after: string]>>,
): readonly object[] {
  return plan.allegations.map(({ id, profile, expected }) => {
    const as = expected[profile];
    const [before, after] = changes[id] ?? [as, as];
    return { id: `\${${id}}`, before, after };
  });
}

export function filing(refs: References): readonly Line[] {
  const { plan } = refs;
  const day = plan.matter.proceeding.filing;
  const excluded = plan.story.filter(({ act }) => act === 'exclude');
  return [
    {
      run: 'filing.open',
      as: 'filing',
      with: {
        pleading: '${memorial}',
        title: 'Memorial of Aurelia',
        cover: ['The Court', 'Case concerning the organised movement of persons', '(Aurelia v. Borovia)'],
        proceeding: '${case}',
        by: '${party-aurelia}',
        partyName: 'Aurelia',
      },
    },
    'Left out of this filing, and only of it.',
    ...excluded.map(({ at, exhibit = '', ground }) => ({
      run: 'exhibit.exclude',
      with: { exhibit: refs.exhibitRef(exhibit), scope: '${filing}', ground: `${ground} (${at}).` },
    })),
    'The numbers of the annexes, the footnotes and the list fall out of the text.',
    {
      task: 'filing.seal',
      as: 'sealed',
      with: { filing: '${filing}', date: day },
      expect: { version: 1 },
    },
    {
      run: 'step.do',
      with: {
        step: '${memorial-due}',
        on: day,
        note: 'Filed with the Registry.',
        source: 'Receipt of the Registry.',
      },
    },
    {
      run: 'copy.deliver',
      with: {
        filing: '${filing}',
        version: 1,
        to: 'The Registrar',
        at: day,
        how: 'By hand, on a disk, with twenty prints',
        receipt: 'Registry, no. 2037/118',
      },
    },
    {
      run: 'copy.deliver',
      with: {
        filing: '${filing}',
        version: 1,
        to: 'The Agent of Borovia, through the Registry',
        party: '${party-borovia}',
        at: '2037-06-02',
        how: 'By the Registrar',
        receipt: 'Registry, no. 2037/124',
      },
    },
  ];
}

export function screens(refs: References): readonly Line[] {
  const { plan } = refs;
  const head = (id: string): string => plan.heads.find((one) => one.id === id)?.title ?? id;
  return [
    'Facilitation: proved on the balance; under the higher standard arguable, and its weakest point has a name.',
    {
      ask: 'allegation.list',
      with: { standard: 'balance' },
      expect: { allegations: { $has: { id: '${A1}', status: 'proved' } } },
    },
    {
      ask: 'allegation.gaps',
      with: { allegation: '${A1}' },
      expect: {
        status: 'arguable',
        sets: [['${visas-in-bulk}']],
        items: [{ fact: '${visas-in-bulk}', status: 'arguable', ways: { $has: { w3: 0, w2: 1, w1: 0 } } }],
      },
    },
    {
      ask: 'allegation.explain',
      with: { allegation: '${A1}', depth: 2 },
      expect: { explanation: { status: 'arguable' } },
    },
    'Attribution: by one route proved, by the other on a single source.',
    {
      ask: 'allegation.elements',
      with: { allegation: '${A2}' },
      expect: {
        allegation: { status: 'proved' },
        elements: [
          { label: 'The conduct is Borovia’s', op: 'any', status: 'proved' },
          { label: 'Conduct of an organ', status: 'proved' },
          { label: 'Direction of Centr-Tur and Lotus', status: 'single-sourced' },
        ],
      },
    },
    'One element is empty: nobody knows what was paid.',
    {
      ask: 'allegation.elements',
      with: { allegation: '${A3}' },
      expect: {
        allegation: { status: 'empty' },
        elements: {
          $has: {
            label: 'Organised movement as defined',
            facts: [{ id: '${benefit}', status: 'empty', for: 0 }],
          },
        },
      },
    },
    'The channels and the border measures.',
    {
      ask: 'allegation.list',
      expect: { allegations: { $has: { id: '${A4}', standard: 'convincing', status: 'proved' } } },
    },
    {
      ask: 'allegation.list',
      expect: { allegations: { $has: { id: '${A5}', standard: 'balance', status: 'proved' } } },
    },
    {
      ask: 'allegation.list',
      with: { standard: 'convincing' },
      expect: { allegations: { $has: { id: '${A5}', status: 'single-sourced' } } },
    },
    'Protection is contested; what speaks against it are the applicant’s own push-backs.',
    {
      ask: 'allegation.elements',
      with: { allegation: '${A6}' },
      expect: {
        allegation: { status: 'contested' },
        elements: [{ facts: { $has: { id: '${no-measures}', status: 'contested', against: { $min: 1 } } } }],
      },
    },
    {
      ask: 'citation.list',
      with: { fact: '${no-measures}' },
      expect: {
        citations: { $has: { exhibit: refs.exhibitRef('E43'), bearing: 'contradicts', interest: 'against' } },
      },
    },
    'Jurisdiction stands on the second request alone.',
    {
      ask: 'allegation.elements',
      with: { allegation: '${J1}' },
      expect: {
        allegation: { status: 'proved' },
        elements: { $has: { label: 'On the first request', status: 'empty' } },
      },
    },
    {
      ask: 'allegation.elements',
      with: { allegation: '${J1}' },
      expect: { elements: { $has: { label: 'On the second request', status: 'proved' } } },
    },
    {
      ask: 'allegation.list',
      with: { standard: 'convincing' },
      expect: { allegations: { $has: { id: '${J1}', status: 'single-sourced' } } },
    },
    'What was expected to stand stands.',
    {
      ask: 'expectation.list',
      expect: { expectations: plan.expectations.map(() => ({ holds: true })).concat({ holds: true }) },
    },
    'The money: an itemised sum, an estimate with its interval, and a global sum, which are never added.',
    {
      ask: 'claim.total',
      expect: {
        claim: {
          currency: 'x-AUC',
          // 158,109,290.70 and 4,302,840.00, and on the latter 4 % a year from the end of each month: 619,560.50.
          itemised: { state: 'complete', sum: { amount: '163031691.20' } },
          global: { state: 'complete', sum: { amount: '2000000.00' } },
          heads: {
            $has: {
              title: head('barrier'),
              total: { sum: { amount: '158109290.70' } },
              fundedNotTied: { amount: '17862400.00' },
            },
          },
        },
      },
    },
    {
      ask: 'claim.total',
      expect: {
        claim: {
          heads: {
            $has: {
              title: head('reception'),
              mode: 'estimated',
              total: { sum: { amount: '3198245.33' } },
              low: { amount: '2891818.95' },
              high: { amount: '3801232.42' },
            },
          },
        },
      },
    },
    {
      ask: 'claim.total',
      expect: {
        claim: {
          heads: {
            $has: {
              title: head('public-order'),
              mode: 'global',
              low: { amount: '1142350.00' },
              high: { amount: '3420000.00' },
              total: { sum: { amount: '2000000.00' } },
            },
          },
        },
      },
    },
    'Every figure outside the global sum stands on a passage, and no paragraph quotes a figure that has changed.',
    { ask: 'claim.unsourced', expect: { outsideGlobal: 0 } },
    { ask: 'figure.quotes', expect: { stale: 0 } },
    'The claim as Borovia would have it: nothing for the barrier, overtime without July, reception at the lower price.',
    {
      ask: 'counter-case.compare',
      with: { case: '${respondents-figures}' },
      expect: {
        countered: {
          itemised: { amount: '4043068.80' },
          estimated: { amount: '2877898.20' },
          global: null,
        },
        moved: { $count: 7 },
      },
    },
    'Its own table does not add up, and one share in it was cut off by a cent.',
    {
      task: 'arithmetic.check',
      with: {
        exhibit: refs.exhibitRef('E56'),
        currency: 'x-AUC',
        columns: [2, 4],
        percentages: [{ base: 2, rate: 3, result: 4 }],
      },
      expect: {
        checked: 5,
        holds: 3,
        findings: [
          { where: 'Total, Share in AUC', row: 5, col: 4, verdict: 'does-not-foot', difference: '-10000' },
          { where: 'Barrier, Share in AUC', row: 2, col: 4, verdict: 'other-rounding', difference: '-0.01' },
        ],
      },
    },
    'Each choice that moves a cent of interest is a field of its rule, and the rule is printed in one sentence.',
    {
      ask: 'interest.list',
      expect: { rules: { $count: 1 } },
    },
    'If the overtime sheets are struck, overtime falls with its interest and nothing else; without the audit report reception loses a passage.',
    {
      ask: 'claim.struck',
      with: { exhibits: [refs.exhibitRef('E50')] },
      expect: { loss: { amount: '4922400.50' }, estimatesFallen: { $count: 0 } },
    },
    {
      ask: 'claim.struck',
      with: { exhibits: [refs.exhibitRef('E51'), refs.exhibitRef('E52')] },
      expect: { loss: { amount: '0.00' }, estimatesFallen: { $has: { title: head('reception') } } },
    },
    'One version is sealed, and two copies were delivered.',
    { ask: 'filing.show', with: { filing: '${filing}' }, expect: { version: 1, copies: { $count: 2 } } },
    'The folder is whole.',
    { task: 'vault.fsck' },
  ];
}
