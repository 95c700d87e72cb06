// How ids are called in the chronology: actors by their label, people by the name of their key, elements by theirs.
import type { ActorShown, Sealable } from 'probata/contract';
import { useMemo } from 'react';
import { useAsk } from '../../../lib/use-ask.ts';
import { orSealed } from '../../../lib/words.ts';
import type { NodeNamed } from './types.ts';

export interface Names {
  actor(id: string): string;
  person(id: string): string;
  element(id: string): string;
  readonly actors: readonly ActorShown[];
}

/** The names known now. A person whose name is sealed is called by the end of the id, so that two can be told apart. */
export function useNames(elements: readonly NodeNamed[], me: string | undefined): Names {
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list').data?.actors ?? NONE;
  const keys = useAsk<{ keys: readonly { user: string; name: Sealable<string> }[] }>('key.list').data?.keys;
  return useMemo(() => {
    const labels = new Map<string, string>(actors.map((one) => [one.id, one.label]));
    const people = new Map<string, Sealable<string>>((keys ?? []).map((one) => [one.user, one.name]));
    const nodes = new Map(elements.map((one) => [one.node, one.label]));
    return {
      actors,
      actor: (id) => labels.get(id) ?? 'An actor',
      person(id) {
        if (id === me) return 'You';
        const name = people.get(id);
        return typeof name === 'string' && name !== '' ? name : `Reader …${orSealed(id.slice(-4))}`;
      },
      element: (id) => nodes.get(id) ?? 'An element',
    };
  }, [actors, keys, elements, me]);
}

const NONE: readonly ActorShown[] = [];
