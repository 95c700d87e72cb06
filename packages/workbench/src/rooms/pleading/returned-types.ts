// What the house answers of a Word file that came back.

export interface ShownMark {
  readonly id: string;
  readonly words: string;
  readonly block: string;
  readonly number: string | null;
}

export interface Proposed {
  readonly n: number;
  readonly is: 'rewrite' | 'write' | 'remove' | 'move';
  readonly block: string | null;
  readonly kind: string;
  readonly text: string;
  readonly was: string;
  readonly by: readonly string[];
  readonly remarks: readonly string[];
  readonly state: 'open' | 'accepted' | 'left' | 'done';
  readonly ours: string | null;
  readonly number: string | null;
  readonly dropped: readonly ShownMark[];
}

export interface Lost extends ShownMark {
  readonly reason: 'struck' | 'emptied' | 'uncalled' | 'displaced' | 'absent';
  readonly by: string;
  readonly on: string;
  readonly stands: boolean;
}

export interface ReturnedShown {
  readonly returned: string;
  readonly draft: string;
  readonly pleading: string;
  readonly file: string;
  readonly at: string;
  readonly proposals: readonly Proposed[];
  readonly citations: {
    readonly sent: number;
    readonly standing: number;
    readonly moved: readonly (ShownMark & { readonly to: string | null })[];
    readonly edited: readonly (ShownMark & { readonly now: string })[];
    readonly copied: readonly (ShownMark & { readonly times: number })[];
    readonly byWords: readonly ShownMark[];
    readonly lost: readonly Lost[];
    readonly foreign: readonly string[];
  };
  readonly marks: readonly { readonly source: string; readonly words: string }[];
  readonly remarks: readonly string[];
}

export interface DraftsListed {
  readonly drafts: readonly {
    readonly draft: string;
    readonly at: string;
    readonly file: string;
    readonly citations: number;
    readonly returns: readonly {
      readonly returned: string;
      readonly at: string;
      readonly file: string;
      readonly proposals: number;
      readonly open: number;
      readonly lost: number;
    }[];
  }[];
}
