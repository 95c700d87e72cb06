// The working of an estimated head as its trace prints it: the formula, and each assumption with what stands behind it.
import { toJson } from '../../base/money/index.ts';
import type { Assumption, Model, SaidDistribution } from './assumptions.ts';
import { idsIn } from './drawing.ts';
import type { Source } from './figures.ts';
import type { Joint } from './joint.ts';
import type { Step } from './trace.ts';

/** The step of a head that was drawn from its model. */
export function drawnStep(head: string, joint: Joint): Step {
  const { models, assumptions, draws } = joint.models;
  const model = models.find((one) => one.head === head);
  const used = new Set(model === undefined ? [] : idsIn(model));
  const own = assumptions.filter((one) => used.has(one.id));
  const sources = new Map<string, Source>();
  for (const one of own)
    for (const source of one.sources) sources.set(`${source.exhibit}\n${source.passage}`, source);
  const drawn = joint.heads.find((one) => one.head === head);
  return {
    kind: 'drawn',
    point: model?.point ?? 'median',
    low: toJson(drawn?.low ?? joint.total.low),
    high: toJson(drawn?.high ?? joint.total.high),
    count: draws.count,
    seed: draws.seed,
    engine: `${joint.engine.name} ${joint.engine.version}`,
    terms: model === undefined ? [] : formulaInWords(model, assumptions),
    assumptions: own.map((one) => ({
      id: one.id,
      title: one.title,
      distribution: distributionInWords(one.distribution),
      ground: one.ground,
      sources: one.sources,
    })),
    sources: [...sources.values()],
  };
}

/** One line a term: `plus Reception: person-days × cost of a day`. */
export function formulaInWords(model: Model, assumptions: readonly Assumption[]): readonly string[] {
  const titles = new Map(assumptions.map((one) => [one.id, one.title]));
  return model.terms.map((term) => {
    const factors = term.factors.map((one) =>
      'number' in one ? one.number : (titles.get(one.assumption) ?? one.assumption),
    );
    return `${term.sign} ${term.title}: ${factors.join(' × ')}`;
  });
}

/** A distribution in words that a judge can follow. */
export function distributionInWords(of: SaidDistribution): string {
  switch (of.kind) {
    case 'stated':
      return `${of.value}, without doubt`;
    case 'normal':
      return `normal about ${of.mean}, standard deviation ${of.sd}`;
    case 'lognormal':
      return `lognormal with median ${of.median}, ${of.sigma} on the logarithm`;
    case 'triangular':
      return `between ${of.min} and ${of.max}, most likely ${of.mode}`;
    case 'uniform':
      return `anywhere between ${of.min} and ${of.max}`;
    case 'beta':
      return `a share, beta(${of.a}, ${of.b})`;
  }
}
