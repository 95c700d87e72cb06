// The key under which a step is carried out once, however often its file is run.
import { sha256, toHex, utf8 } from '@probata/seal';
import type { JsonValue } from '../../../base/json.ts';
import { toJson } from '../../../base/stable-json.ts';

/**
 * Makes keys from the file, the content of the step and how often that content came before in the file. The step's
 * number is left out on purpose: a step put in front of others must not make them new.
 */
export function stepKeys(): (file: string, name: string, input: unknown) => string {
  const seen = new Map<string, number>();
  return (file, name, input) => {
    const content = `${file}\n${name}\n${toJson(input as JsonValue)}`;
    const nth = (seen.get(content) ?? 0) + 1;
    seen.set(content, nth);
    return `do:${toHex(sha256(utf8(`${content}\n${nth}`)))}`;
  };
}
