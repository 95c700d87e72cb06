// The what-if in the address, answered: a draft as one ticks, or a saved scenario run again on the matter as it is now.
import { useCallback, useMemo } from 'react';
import { useAsk, useAskAhead } from '../../lib/use-ask.ts';
import { under, useAddress } from './address.ts';
import { addressOf, questionIn } from './kept-what-if.ts';
import type { Changes } from './types.ts';
import { asksNothing, type WhatIf } from './what-if.ts';

export interface ScenarioShown extends Changes {
  readonly scenario: WhatIf & {
    readonly id: string;
    readonly title: string;
    readonly by: string;
    readonly at: string;
  };
  readonly verdicts: readonly {
    readonly ref: string;
    readonly verdict: 'falls' | 'stands';
    readonly because: string;
    readonly by: string;
    readonly at: string;
  }[];
}

export interface Asked {
  readonly question: WhatIf;
  readonly scenario: ScenarioShown | undefined;
  readonly changes: Changes | undefined;
  readonly error: unknown;
  readonly isStale: boolean;
  /** Asks another question; a saved scenario is left as it is, and what is changed becomes a draft. */
  readonly change: (question: WhatIf) => void;
}

export function useWhatIf(): Asked {
  const { search, standard, go } = useAddress();
  const id = search['scenario'];
  const text = search['if'];
  const ahead = useAskAhead();
  const draft = useMemo(() => questionIn(text), [text]);
  const saved = useAsk<ScenarioShown>('scenario.show', { scenario: id }, id !== undefined);
  const scenario = id === undefined || saved.data?.scenario.id !== id ? undefined : saved.data;
  const question = scenario?.scenario ?? draft;
  const isAsked = id === undefined && !asksNothing(draft);
  const found = useAsk<Changes>('proof.what-if', { ...draft, ...under(standard) }, isAsked);
  const change = useCallback(
    (next: WhatIf) => {
      // Asked in the same moment as the address changes, not after the screen was drawn for it.
      if (!asksNothing(next)) void ahead('proof.what-if', { ...next, ...under(standard) });
      go({ if: addressOf(next), scenario: undefined, rail: 'open' });
    },
    [go, ahead, standard],
  );
  return {
    question,
    scenario,
    changes: id !== undefined ? scenario : isAsked ? found.data : undefined,
    error: (id === undefined ? (isAsked ? found.error : null) : saved.error) ?? undefined,
    isStale: id === undefined ? isAsked && found.isPlaceholderData : saved.isPlaceholderData,
    change,
  };
}
