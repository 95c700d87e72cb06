// The order of proof: one page for each element, with the facts that answer it, every passage with its pin, and what speaks against.
import type { CaseAllegation } from './case.ts';
import { balanceOf, type CellWord, elementsOf, factsUnder, wordOf, wordOfFact } from './elements.ts';
import type { Evaluation, FactResult, WeighedPassage } from './evaluate.ts';
import { explain } from './explain.ts';
import { type HouseWords, statusInWords } from './look-up.ts';

export interface ProofPassage {
  readonly bearing: 'supports' | 'contradicts';
  readonly exhibit: string;
  readonly title: string;
  readonly pin: string;
  readonly quote: string;
  readonly origin: string;
  readonly made: string | null;
  readonly weight: number;
  readonly rules: readonly string[];
  /** For a contradiction: material, answered, or too light to weigh. Empty for support. */
  readonly state: '' | 'stands' | 'answered' | 'does not weigh';
  readonly answer: string;
}

export interface ProofFact {
  readonly id: string;
  readonly text: string;
  readonly word: CellWord;
  readonly words: string;
  /** The rule that decided, in its sentence. */
  readonly why: string;
  readonly passages: readonly ProofPassage[];
}

/** One page. */
export interface ProofPage {
  readonly allegation: string;
  readonly allegationText: string;
  readonly obligation: string | null;
  readonly node: string;
  readonly label: string;
  readonly element: string | null;
  readonly standard: string;
  readonly word: CellWord;
  readonly words: string;
  readonly for: number;
  readonly against: number;
  readonly facts: readonly ProofFact[];
}

/** What stands beside the evaluation: names, dates, and the words of each cited passage by citation. */
export interface OrderSources {
  readonly named: ReadonlyMap<string, string | null>;
  readonly obligations: ReadonlyMap<string, string | null>;
  readonly made: ReadonlyMap<string, string>;
  readonly quotes: ReadonlyMap<string, string>;
  readonly words: HouseWords;
}

/** The pages of some allegations, in the order of the allegations and of their elements. */
export function orderOfProof(
  evaluation: Evaluation,
  allegations: readonly CaseAllegation[],
  sources: OrderSources,
): ProofPage[] {
  return allegations.flatMap((allegation) =>
    elementsOf(evaluation.index, allegation, sources.named).map(({ node, profile }): ProofPage => {
      const ref = `node:${node.id}`;
      const results = factsUnder(evaluation, ref, profile);
      const standard = evaluation.index.profiles.get(profile);
      const balance = balanceOf(evaluation, results);
      return {
        allegation: allegation.id,
        allegationText: allegation.text ?? allegation.id,
        obligation: sources.obligations.get(allegation.id) ?? null,
        node: node.id,
        label: node.label ?? node.id,
        element: sources.named.get(node.id) ?? null,
        standard: standard?.label ?? profile,
        word: wordOf(evaluation, ref, profile),
        words: statusInWords(evaluation.status(ref, profile), standard, sources.words.notice),
        for: balance.for,
        against: balance.against,
        facts: results.map((result) => factOf(evaluation, result, sources)),
      };
    }),
  );
}

function factOf(evaluation: Evaluation, result: FactResult, sources: OrderSources): ProofFact {
  const { fact, profile } = result;
  const live = (list: readonly WeighedPassage[] | undefined) =>
    (list ?? []).filter(({ exhibit }) => exhibit.status === 'offered');
  return {
    id: fact.id,
    text: fact.text,
    word: wordOfFact(result),
    words: statusInWords(result.status, profile, sources.words.notice),
    why: explain(evaluation, `fact:${fact.id}`, profile.id, 0).text,
    passages: [
      ...live(evaluation.index.supporting.get(fact.id)).map((one) =>
        passageOf(one, 'supports', result, sources),
      ),
      ...live(evaluation.index.contradicting.get(fact.id)).map((one) =>
        passageOf(one, 'contradicts', result, sources),
      ),
    ],
  };
}

function passageOf(
  { passage, exhibit, weight, rules, group }: WeighedPassage,
  bearing: ProofPassage['bearing'],
  result: FactResult,
  { made, quotes }: OrderSources,
): ProofPassage {
  const stands = result.material.some((one) => one.passage.id === passage.id);
  return {
    bearing,
    exhibit: exhibit.id,
    title: exhibit.title,
    pin: passage.pin,
    quote: quotes.get(passage.id) ?? '',
    origin: group,
    made: made.get(exhibit.id) ?? null,
    weight,
    rules,
    state:
      bearing === 'supports'
        ? ''
        : stands
          ? 'stands'
          : passage.answer === undefined
            ? 'does not weigh'
            : 'answered',
    answer: passage.answer?.reason ?? '',
  };
}

const HEAD = [
  'allegation',
  'obligation',
  'element',
  'pack element',
  'standard',
  'element status',
  'element word',
  'fact',
  'fact status',
  'fact word',
  'bearing',
  'exhibit',
  'title',
  'pin',
  'words of the passage',
  'origin',
  'made',
  'weight',
  'rules',
  'contradiction',
  'answer',
];

/**
 * The pages as a table, one line a passage (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it as such).
 * A cell that a spreadsheet would take for a formula is given a leading apostrophe. The first line is the notice.
 */
export function orderCsv(pages: readonly ProofPage[], { disclaimer, notice }: HouseWords): string {
  const lines = [
    [`A status is ${disclaimer}.${notice === null ? '' : ` ${notice}`}`],
    HEAD,
    ...pages.flatMap((page) => {
      const head = [
        page.allegationText,
        page.obligation ?? '',
        page.label,
        page.element ?? '',
        page.standard,
        page.words,
        page.word,
      ];
      const facts = page.facts.length === 0 ? [undefined] : page.facts;
      return facts.flatMap((fact) => {
        const said = fact === undefined ? ['', '', ''] : [fact.text, fact.words, fact.word];
        const passages = fact === undefined || fact.passages.length === 0 ? [undefined] : fact.passages;
        return passages.map((one) => [
          ...head,
          ...said,
          ...(one === undefined
            ? Array.from({ length: 11 }, () => '')
            : [
                one.bearing,
                one.exhibit,
                one.title,
                one.pin,
                one.quote,
                one.origin,
                one.made ?? '',
                String(one.weight),
                one.rules.join(' '),
                one.state,
                one.answer,
              ]),
        ]);
      });
    }),
  ];
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const literal = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
/** A string as Typst sets it: no markup in it is ever read. */
const set = (text: string): string => `#${literal(text.replaceAll(/[\r\n]+/g, ' '))};`;

/** Typst source: a page for each element, the notice and the disclaimer on every one. Pure: the same pages, the same source. */
export function orderTypst(
  pages: readonly ProofPage[],
  { title, date, words }: { readonly title: string; readonly date: string; readonly words: HouseWords },
): string {
  const foot = `A status is ${words.disclaimer}.`;
  return [
    `#set document(title: ${literal(`Order of proof: ${title}`)})`,
    '#set text(lang: "en", font: ("Source Serif 4", "Noto Naskh Arabic"), size: 10pt, fill: rgb("#1d1b16"), hyphenate: false)',
    '#set par(leading: 0.5em, spacing: 0.7em)',
    '#let sans(body) = text(font: ("Source Sans 3", "Noto Naskh Arabic"), body)',
    '#let small(body) = sans(text(size: 8.5pt, fill: rgb("#5c564a"), body))',
    '#show heading.where(level: 1): it => block(above: 11pt, below: 11pt, text(size: 15pt, weight: "semibold", it.body))',
    '#show heading.where(level: 2): it => block(above: 13pt, below: 5pt, sticky: true, text(size: 10.5pt, weight: "semibold", it.body))',
    `#set page(paper: "a4", margin: (top: 26mm, right: 20mm, bottom: 24mm, left: 22mm),
  header: small[${words.notice === null ? '' : `${set(words.notice)} #linebreak() `}${set(`Order of proof: ${title}, ${date}`)}],
  footer: context small[${set(foot)} #h(1fr) #counter(page).display("1 of 1", both: true)])`,
    ...(pages.length === 0 ? [set('There is no element to show.')] : []),
    ...pages.map((page, n) => `${n === 0 ? '' : '#pagebreak()\n'}${pageTypst(page)}`),
  ].join('\n');
}

function pageTypst(page: ProofPage): string {
  const facts =
    page.facts.length === 0
      ? [set('Nothing answers this element yet.')]
      : page.facts.map((fact, n) => factTypst(fact, n + 1));
  return [
    `#small[${set(`${page.allegationText}${page.obligation === null ? '' : ` (${page.obligation})`}`)}]`,
    `#heading(level: 1)[${set(page.label)}]`,
    `#block[#strong[${set(page.word)}] #h(0.6em) ${set(`${page.words}.`)}]`,
    `#small[${set(`Independent origins for: ${page.for}; against: ${page.against}. Standard: ${page.standard}.`)}]`,
    ...facts,
  ].join('\n\n');
}

function factTypst(fact: ProofFact, n: number): string {
  const rows = fact.passages.map(
    (one) =>
      `  [${set(one.bearing === 'supports' ? 'for' : `against, ${one.state}`)}], [${set(one.title)}${one.pin === '' ? '' : ` ${set(`, ${one.pin}`)}`}${one.quote === '' ? '' : ` #linebreak() #small[${set(`“${one.quote}”`)}]`}${one.answer === '' ? '' : ` #linebreak() #small[${set(`Answer: ${one.answer}`)}]`}], [${set(one.origin)}], [${set(one.made ?? '')}], [${set(`${one.weight} (${one.rules.join(' ')})`)}],`,
  );
  const table =
    rows.length === 0
      ? ''
      : `#sans(text(size: 8.5pt, table(columns: (17mm, 1fr, 30mm, 20mm, 24mm), stroke: (x, y) => (bottom: 0.4pt + rgb("#c9c2b4")), inset: (x: 3pt, y: 4pt), align: left,
  table.header([Bearing], [Exhibit and passage], [Origin], [Made], [Weight, rules]),
${rows.join('\n')}
)))`;
  return [`#heading(level: 2)[${set(`${n}. ${fact.text}`)}]`, `#small[${set(fact.why)}]`, table].join('\n');
}
