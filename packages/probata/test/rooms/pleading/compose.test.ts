import { describe, expect, test } from 'vitest';
import { type Cited, type CitedExhibit, composePleading } from '../../../src/rooms/pleading/compose.ts';
import { parseSource } from '../../../src/rooms/pleading/source.ts';
import type { Block, PleadingOpened } from '../../../src/rooms/pleading/types.ts';
import { typstOf } from '../../../src/rooms/pleading/typst.ts';
import { id } from '../record/rig.ts';

const opened: PleadingOpened = {
  type: 'memorial',
  title: { authoritative: 'en', versions: { en: 'Memorial of Aurelia' } },
  shortTitle: 'Memorial',
  language: 'en',
  numbering: 'plain',
  isFiled: true,
};
const block = (text: string, n: string, kind: Block['kind'] = 'paragraph'): Block => ({
  id: id('block', n),
  kind,
  text: { authoritative: 'en', versions: { en: text } },
});
const exhibit = (n: string, more: Partial<CitedExhibit> = {}): CitedExhibit => ({
  id: id('exhibit', n),
  title: `Paper ${n}`,
  date: '3 June 2033',
  language: 'en',
  pages: 2,
  isSealed: false,
  standing: 'held',
  isAnnexed: true,
  translationOf: null,
  bars: [],
  heldAt: null,
  ...more,
});
const passage = (n: string, of: string, pin: string) => ({
  id: id('passage', n),
  exhibit: id('exhibit', of),
  pin,
  isWithdrawn: false,
  stands: 'exact' as const,
});

function cited(parts: {
  exhibits: readonly CitedExhibit[];
  passages: readonly ReturnType<typeof passage>[];
  facts?: Readonly<Record<string, readonly string[]>>;
  figures?: readonly (readonly [string, string | null])[];
}): Cited {
  return {
    exhibits: new Map(parts.exhibits.map((one) => [one.id, one])),
    passages: new Map(parts.passages.map((one) => [one.id, one])),
    facts: new Map(
      Object.entries(parts.facts ?? {}).map(([n, passages]) => [
        id('fact', n),
        {
          id: id('fact', n),
          statement: `Fact ${n}.`,
          passages: passages.map((one) => id('passage', one)),
          needsProof: true,
        },
      ]),
    ),
    authorities: new Map([
      [id('authority', '1'), 'Corfu Channel (United Kingdom v. Albania), I.C.J. Reports 1949, p. 4'],
    ]),
    figures: new Map(parts.figures ?? []),
  };
}
const at = (noun: Parameters<typeof id>[0], n: string): string => `@${id(noun, n)}`;
const codes = (made: ReturnType<typeof composePleading>) =>
  made.deficiencies.map(({ code, severity }) => `${code} ${severity}`);

describe('a composed pleading', () => {
  test('names an annex in full once, then by its number; its places are gathered', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [
        block(`It rose [${at('fact', '1')}; ${at('passage', '3')}].`, '1'),
        block(`It fell [see ${at('passage', '1')}].`, '2'),
      ],
      cited({
        exhibits: [exhibit('1'), exhibit('2', { title: 'Letter of 3 June 2033' })],
        passages: [passage('1', '1', 'p. 2'), passage('2', '2', 'row 4'), passage('3', '1', 'p. 1')],
        facts: { 1: ['1', '2'] },
      }),
    );
    expect(made.footnotes.map(({ text }) => text)).toEqual([
      'Annex 1, Paper 1, 3 June 2033, pp. 1, 2; Annex 2, Letter of 3 June 2033, row 4.',
      'See Annex 1, p. 2.',
    ]);
    expect(made.annexes.map(({ annex, exhibit: of }) => [annex, of])).toEqual([
      [1, id('exhibit', '1')],
      [2, id('exhibit', '2')],
    ]);
    expect(made.deficiencies).toEqual([]);
  });

  test('keeps the numbers of annexes that an earlier version froze', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [block(`New [${at('passage', '1')}]; old [${at('passage', '2')}].`, '1')],
      cited({
        exhibits: [exhibit('1'), exhibit('2')],
        passages: [passage('1', '1', 'p. 1'), passage('2', '2', 'p. 1')],
      }),
      { annexNumbers: new Map([[id('exhibit', '2'), 7]]) },
    );
    expect(made.annexes.map(({ annex, exhibit: of }) => [annex, of])).toEqual([
      [7, id('exhibit', '2')],
      [8, id('exhibit', '1')],
    ]);
  });

  test('annexes the original of a translation beside it, and says where a translation is wanted', () => {
    const originals = [
      exhibit('1', { language: 'art-x-borovian' }),
      exhibit('2', { translationOf: id('exhibit', '1') }),
      exhibit('3', { language: 'ar' }),
    ];
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [block(`So it is [${at('passage', '2')}; ${at('passage', '3')}].`, '1')],
      cited({ exhibits: originals, passages: [passage('2', '2', 'p. 1'), passage('3', '3', 'p. 1')] }),
      { languages: ['en', 'fr'] },
    );
    expect(made.annexes.map(({ annex, translationOf }) => [annex, translationOf])).toEqual([
      [1, 2],
      [2, null],
      [3, null],
    ]);
    expect(codes(made)).toEqual(['PLEADING_ANNEX_UNTRANSLATED advice']);
  });

  test('cites an authority by its words, and annexes nothing for it', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [block(`Known law [${at('authority', '1')}].`, '1')],
      cited({ exhibits: [], passages: [] }),
    );
    expect(made.footnotes[0]?.text).toBe(
      'Corfu Channel (United Kingdom v. Albania), I.C.J. Reports 1949, p. 4.',
    );
    expect(made.annexes).toEqual([]);
  });

  test('lets a fact stand on what is left when an exhibit is excluded, and refuses it when nothing is', () => {
    const look = (exhibits: readonly CitedExhibit[]) =>
      composePleading(
        id('pleading', '1'),
        opened,
        [block(`It rose [${at('fact', '1')}].`, '1')],
        cited({
          exhibits,
          passages: [passage('1', '1', 'p. 1'), passage('2', '2', 'p. 2')],
          facts: { 1: ['1', '2'] },
        }),
      );
    const some = look([exhibit('1', { standing: 'excluded' }), exhibit('2')]);
    expect(some.footnotes[0]?.text).toBe('Annex 1, Paper 2, 3 June 2033, p. 2.');
    expect(codes(some)).toEqual([]);
    const none = look([exhibit('1', { standing: 'excluded' }), exhibit('2', { standing: 'withdrawn' })]);
    expect(codes(none)).toEqual(['PLEADING_FACT_UNSOURCED error', 'PLEADING_UNSOURCED advice']);
  });

  test('names everything that speaks against sealing it', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [
        block('Nothing is cited.', '1'),
        block(
          `Lost [${at('fact', '9')}], gone [${at('passage', '9')}], out [${at('passage', '1')}], [=${id('head', '9')}].`,
          '2',
        ),
        block(
          `See paragraph [#${id('block', '8')}], and [${at('passage', '2')}; ${at('passage', '3')}].`,
          '3',
        ),
      ],
      cited({
        exhibits: [
          exhibit('1', { standing: 'withdrawn' }),
          exhibit('2', {
            bars: [{ code: 'PLEADING_ANNEX_PRIVILEGED', severity: 'error', message: 'it is privileged.' }],
            pages: 800,
          }),
          exhibit('3', {
            isSealed: true,
            title: 'Sealed exhibit',
            bars: [{ code: 'PLEADING_ANNEX_CONSENT', severity: 'error', message: 'refused.' }],
          }),
        ],
        passages: [passage('1', '1', 'p. 1'), passage('2', '2', 'p. 1'), passage('3', '3', 'p. 1')],
      }),
      { annexPages: 750 },
    );
    expect(codes(made)).toEqual([
      'PLEADING_UNSOURCED advice',
      'PLEADING_FACT_UNKNOWN error',
      'PLEADING_CITATION_UNKNOWN error',
      'PLEADING_EXHIBIT_OUT error',
      'PLEADING_FIGURE_UNKNOWN error',
      'PLEADING_UNSOURCED advice',
      'PLEADING_CROSS_REFERENCE error',
      'PLEADING_ANNEX_PRIVILEGED error',
      'PLEADING_ANNEX_SEALED advice',
      'PLEADING_ANNEX_PAGES error',
    ]);
  });

  test('sets the figure of a head, and words where there is none yet', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [block(`It claims [=${id('head', '1')}] and [=${id('head', '2')}].`, '1')],
      cited({
        exhibits: [],
        passages: [],
        figures: [
          [id('head', '1'), 'AUC 5.00'],
          [id('head', '2'), null],
        ],
      }),
    );
    expect(made.blocks[0]?.runs.map((run) => ('text' in run ? run.text : '')).join('')).toBe(
      'It claims AUC 5.00 and an amount to be stated later.',
    );
    expect(codes(made)).toEqual(['PLEADING_UNSOURCED advice']);
  });
});

describe('a figure of a pleading', () => {
  const drawing = {
    figure: 'series' as const,
    of: id('series', '1'),
    title: 'Detections',
    sentence: 'Between 48 and 647 a month.',
    source: 'Source: the log.',
    notes: ['Counted: crossings.'],
  };
  const given: Cited = {
    ...cited({ exhibits: [], passages: [] }),
    drawings: new Map([
      [`series ${drawing.of}`, drawing],
      [`series ${id('series', '2')}`, null],
    ]),
  };

  test('has a number of its own, its caption, and what must stand about it; a paragraph refers to it', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [
        block(`Detections rose, as Figure [#${id('block', '2')}] shows [@${id('passage', '1')}].`, '1'),
        block(`Detections by month [!series ${drawing.of}]`, '2', 'figure'),
      ],
      { ...given, passages: new Map([[id('passage', '1'), passage('1', '1', 'p. 1')]]) },
    );
    expect(made.blocks[1]?.number).toBe('1');
    expect(made.blocks[0]?.runs[1]).toMatchObject({ text: '1' });
    expect(made.blocks[1]?.runs).toEqual([
      { is: 'text', text: 'Detections by month ', style: 'plain' },
      { is: 'drawing', mark: 0, ...drawing, events: [] },
    ]);
    const source = typstOf(made, { cover: ['Court'], date: '1 May 2035' });
    expect(source).toContain('Figure 1');
    expect(source).toContain(`#image("figures/${id('block', '2')}-1.svg"`);
  });

  test('marks the days that its block names', () => {
    const [piece] = parseSource(`[!series ${drawing.of}; 2031-05-26 Broadcast remarks; 2031-06-10 Letter]`);
    expect(piece).toEqual({
      is: 'drawing',
      figure: 'series',
      of: drawing.of,
      events: [
        { on: '2031-05-26', label: 'Broadcast remarks' },
        { on: '2031-06-10', label: 'Letter' },
      ],
    });
    expect(parseSource('[!pie ser_1] and [! nothing]')).toEqual([
      { is: 'text', text: '[!pie ser_1] and [! nothing]', style: 'plain' },
    ]);
  });

  test('that has nothing to draw stands against sealing', () => {
    const made = composePleading(
      id('pleading', '1'),
      opened,
      [block(`[!series ${id('series', '2')}]`, '1', 'figure'), block('A caption alone.', '2', 'figure')],
      given,
    );
    expect(codes(made)).toEqual([
      'PLEADING_DRAWING_NONE error',
      'PLEADING_FIGURE_EMPTY error',
      'PLEADING_FIGURE_EMPTY error',
    ]);
  });
});
