// An allegation while it is written: elements within elements, each with what answers it; laid out from a pack's formula or by hand.

export interface ElementDraft {
  /** Its place while it is written; never entered. */
  readonly key: string;
  readonly label: string;
  readonly op: 'all' | 'any' | 'atLeast';
  readonly k?: number;
  /** The element of a pack that it is. */
  readonly element?: string;
  readonly facts: readonly string[];
  readonly parts: readonly ElementDraft[];
}

/** How a pack says that parts make a whole. */
export type Formula =
  | string
  | { readonly all: readonly Formula[] }
  | { readonly any: readonly Formula[] }
  | { readonly atLeast: number; readonly of: readonly Formula[] };

export function blank(key: string): ElementDraft {
  return { key, label: '', op: 'all', facts: [], parts: [] };
}

/** The longest label that is entered. */
const LABEL_MAX = 300;

/**
 * Lays out what a pack asks for. Without a formula all the elements are asked for.
 * @param elements the pack's words for each element; a leaf that is none of them (another provision) keeps its id
 */
export function fromFormula(
  formula: Formula | undefined,
  elements: readonly { readonly id: string; readonly text: string }[],
): { readonly op: ElementDraft['op']; readonly k?: number; readonly parts: readonly ElementDraft[] } {
  const words = new Map(elements.map((one) => [one.id, one.text]));
  const leaf = (id: string, key: string): ElementDraft => ({
    ...blank(key),
    label: (words.get(id) ?? id).slice(0, LABEL_MAX),
    element: id,
  });
  const visit = (at: Formula, key: string): ElementDraft => {
    if (typeof at === 'string') return leaf(at, key);
    const { op, parts } = opened(at);
    return {
      ...blank(key),
      label: op === 'any' ? 'Any one of these' : op === 'all' ? 'All of these' : `${kOf(at)} of these`,
      op,
      ...(op === 'atLeast' ? { k: kOf(at) } : {}),
      parts: parts.map((part, n) => visit(part, `${key}.${n}`)),
    };
  };
  const whole: Formula = formula ?? { all: elements.map(({ id }) => id) };
  if (typeof whole === 'string') return { op: 'all', parts: [leaf(whole, 'p0')] };
  const { op, parts } = opened(whole);
  return {
    op,
    ...(op === 'atLeast' ? { k: kOf(whole) } : {}),
    parts: parts.map((part, n) => visit(part, `p${n}`)),
  };
}

function opened(at: Exclude<Formula, string>): { op: ElementDraft['op']; parts: readonly Formula[] } {
  if ('all' in at) return { op: 'all', parts: at.all };
  if ('any' in at) return { op: 'any', parts: at.any };
  return { op: 'atLeast', parts: at.of };
}

function kOf(at: Formula): number {
  return typeof at === 'object' && 'atLeast' in at ? at.atLeast : 1;
}

/** The drafts with one of them changed, wherever it stands; `undefined` takes it out. */
export function withChange(
  drafts: readonly ElementDraft[],
  key: string,
  change: (draft: ElementDraft) => ElementDraft | undefined,
): readonly ElementDraft[] {
  return drafts.flatMap((draft) => {
    if (draft.key === key) {
      const next = change(draft);
      return next === undefined ? [] : [next];
    }
    return [{ ...draft, parts: withChange(draft.parts, key, change) }];
  });
}

/** What is entered: elements without words and without parts are left out. */
export function treeOf(drafts: readonly ElementDraft[]): object[] {
  return drafts.flatMap((draft) => {
    const parts = treeOf(draft.parts);
    const label = draft.label.trim();
    if (label === '' && parts.length === 0) return [];
    return [
      {
        label: label === '' ? 'These' : label,
        op: draft.op,
        ...(draft.k === undefined ? {} : { k: draft.k }),
        ...(draft.element === undefined ? {} : { element: draft.element }),
        of: [...parts, ...draft.facts.map((fact) => ({ fact }))],
      },
    ];
  });
}
