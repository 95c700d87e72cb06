// The what-if as it stands in the address: what is taken away, merged or assumed; a link to it asks the same question.

export const CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'ngo-report',
  'press',
  'open-source',
  'official-statement',
  'unknown',
] as const;

export interface WhatIf {
  readonly exclude: readonly string[];
  /** `knock-out` takes away what helps and keeps what hurts; `strike` takes both. */
  readonly mode: 'knock-out' | 'strike';
  readonly excludeClasses: readonly string[];
  readonly excludeSelections: readonly string[];
  readonly merges: readonly { readonly a: string; readonly b: string; readonly reason: string }[];
  readonly contradictions: readonly { readonly fact: string; readonly weight: 1 | 2 | 3 }[];
}

export const NOTHING_ASKED: WhatIf = {
  exclude: [],
  mode: 'knock-out',
  excludeClasses: [],
  excludeSelections: [],
  merges: [],
  contradictions: [],
};

/** Whether anything is asked at all. */
export function asksNothing(question: WhatIf): boolean {
  return (
    question.exclude.length +
      question.excludeClasses.length +
      question.excludeSelections.length +
      question.merges.length +
      question.contradictions.length ===
    0
  );
}

/** As text for the address: `x:exh_a,exh_b;m:strike;c:press`. Undefined when nothing is asked. */
export function toAddress(question: WhatIf): string | undefined {
  if (asksNothing(question)) return undefined;
  const parts = [
    ['x', question.exclude.join(',')],
    ['m', question.mode === 'strike' ? 'strike' : ''],
    ['c', question.excludeClasses.join(',')],
    ['s', question.excludeSelections.join(',')],
    ['g', question.merges.map(({ a, b, reason }) => [a, b, reason].map(escaped).join('~')).join(',')],
    ['k', question.contradictions.map(({ fact, weight }) => `${fact}~${weight}`).join(',')],
  ];
  return parts.flatMap(([name, value]) => (value === '' ? [] : [`${name}:${value}`])).join(';');
}

/** Reads it back. What cannot be read is left out: an address typed by hand never breaks the page. */
export function fromAddress(text: string | undefined): WhatIf {
  if (text === undefined) return NOTHING_ASKED;
  const parts = new Map(
    text.split(';').flatMap((part): [string, readonly string[]][] => {
      const at = part.indexOf(':');
      return at < 1
        ? []
        : [
            [
              part.slice(0, at),
              part
                .slice(at + 1)
                .split(',')
                .filter((one) => one !== ''),
            ],
          ];
    }),
  );
  const list = (name: string): readonly string[] => parts.get(name) ?? [];
  return {
    exclude: list('x').filter((id) => /^exh_[0-9a-z]{26}$/.test(id)),
    mode: list('m')[0] === 'strike' ? 'strike' : 'knock-out',
    excludeClasses: list('c').filter((name) => (CLASSES as readonly string[]).includes(name)),
    excludeSelections: list('s').filter((id) => /^sel_[0-9a-z]{26}$/.test(id)),
    merges: list('g').flatMap((merge) => {
      const [a = '', b = '', reason = ''] = merge.split('~').map(plain);
      return a === '' || b === '' ? [] : [{ a, b, reason: reason === '' ? UNSTATED : reason }];
    }),
    contradictions: list('k').flatMap((one) => {
      const [fact = '', weight] = one.split('~');
      return /^fact_[0-9a-z]{26}$/.test(fact) && (weight === '1' || weight === '2' || weight === '3')
        ? [{ fact, weight: Number(weight) as 1 | 2 | 3 }]
        : [];
    }),
  };
}

/** What stands for the reason of a merger that is only asked about. */
export const UNSTATED = 'Assumed for this question.';

/** Puts one in, or takes it out if it is there. */
export function toggled(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** What is asked, in one sentence; `nameOf` names exhibits, selections and facts. */
export function inWords(question: WhatIf, nameOf: (id: string) => string): string {
  const listed = (ids: readonly string[]): string =>
    ids.length > 4
      ? `${ids
          .slice(0, 3)
          .map((id) => `“${nameOf(id)}”`)
          .join(', ')} and ${ids.length - 3} more`
      : ids.map((id) => `“${nameOf(id)}”`).join(', ');
  const parts = [
    question.exclude.length === 0
      ? ''
      : `without ${listed(question.exclude)}${question.mode === 'strike' ? ' (struck for both sides)' : ''}`,
    question.excludeClasses.length === 0
      ? ''
      : `without anything of the class ${question.excludeClasses.map((name) => name.replaceAll('-', ' ')).join(', ')}`,
    question.excludeSelections.length === 0
      ? ''
      : `without the selection ${listed(question.excludeSelections)}`,
    ...question.merges.map(({ a, b }) => `if “${a}” and “${b}” are one origin`),
    ...question.contradictions.map(
      ({ fact, weight }) => `if “${nameOf(fact)}” met an unanswered contradiction of weight ${weight}`,
    ),
  ].filter((part) => part !== '');
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll('~', '%7E');
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
