// Everything that can be said to the house, as JSON: names, summaries, and the forms of inputs and answers.
import { allTold, type Told } from '../cli/catalogue.ts';
import { inputShape, shapeOf } from '../cli/schema.ts';

export interface ToldShape {
  readonly name: string;
  readonly kind: Told['kind'];
  readonly summary: string;
  readonly example: unknown;
  /** JSON Schema 2020-12. */
  readonly input: unknown;
  readonly output: unknown;
}

export function catalogueShape(): readonly ToldShape[] {
  return [...allTold().values()].map(({ name, kind, summary, example, input, output }) => ({
    name,
    kind,
    summary,
    example,
    input: inputShape({ name, input }),
    output: output === undefined ? null : shapeOf(output, 'output'),
  }));
}
