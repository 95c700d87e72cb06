// The claim of each party: jurisdiction beside merits, each to its own standard; and rival accounts side by side.
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { useAddress } from './address.ts';
import { StatusUnder } from './changes.tsx';
import { ruleOf } from './matrix.tsx';
import type { Allegation, HouseWords, Word } from './types.ts';
import { WordShown } from './word.tsx';

interface CaseView extends HouseWords {
  readonly claims: readonly {
    readonly by: readonly { readonly id: string; readonly label: string }[];
    readonly sides: readonly {
      readonly kind: string;
      readonly roots: readonly Allegation[];
      readonly weakest: { readonly id: string; readonly words: string } | null;
    }[];
    readonly complete: boolean;
    readonly sentence: string;
  }[];
}

interface Accounts extends HouseWords {
  readonly accounts: readonly {
    readonly party: { readonly id: string; readonly label: string };
    readonly allegations: readonly Allegation[];
    readonly facts: readonly { readonly id: string; readonly text: string; readonly word: Word }[];
  }[];
  readonly pairs: readonly {
    readonly allegation: Allegation;
    readonly rival: Allegation;
    readonly sameStandard: boolean;
    readonly sentence: string;
  }[];
}

export function ClaimView() {
  const found = useAsk<CaseView>('case.view');
  const accounts = useAsk<Accounts>('account.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  return (
    <div className={found.isPlaceholderData ? 'proof-body stale' : 'proof-body'}>
      {found.data?.claims.map((claim) => (
        <section className="block" key={claim.by.map(({ id }) => id).join(' ')}>
          <h2>
            The claim of <bdi>{claim.by.map(({ label }) => label).join(' and ')}</bdi>
          </h2>
          <p className="read">{claim.sentence}</p>
          <div className="sides">
            {claim.sides.map((side) => (
              <div key={side.kind}>
                <h3>{sentence(side.kind)}</h3>
                {side.roots.length === 0 && (
                  <p className="muted">Nothing is alleged here. Without it the claim is not complete.</p>
                )}
                {side.roots.map((root) => (
                  <Root
                    key={root.id}
                    root={root}
                    isWeakest={side.roots.length > 1 && side.weakest?.id === root.id}
                  />
                ))}
              </div>
            ))}
          </div>
        </section>
      ))}
      {accounts.error !== null && <SayNo error={accounts.error} />}
      {(accounts.data?.pairs.length ?? 0) > 0 && (
        <section className="block">
          <h2>Rival accounts</h2>
          {accounts.data?.pairs.map((pair) => (
            <div className="rivals" key={`${pair.allegation.id} ${pair.rival.id}`}>
              <Root root={pair.allegation} isWeakest={false} />
              <span className="against" aria-hidden="true">
                ⇄
              </span>
              <Root root={pair.rival} isWeakest={false} />
              {!pair.sameStandard && (
                <p className="small contested-ink">
                  They are judged to different standards, and cannot be compared as they stand.
                </p>
              )}
            </div>
          ))}
        </section>
      )}
      <section className="block">
        <h2>Each party’s account</h2>
        <div className="sides">
          {accounts.data?.accounts.map((account) => (
            <section key={account.party.id} aria-label={`The account of ${account.party.label}`}>
              <h3>
                <bdi>{account.party.label}</bdi>
              </h3>
              {account.allegations.map((one) => (
                <Root key={one.id} root={one} isWeakest={false} />
              ))}
              {account.facts.length === 0 && account.allegations.length === 0 && (
                <p className="muted small">It has alleged nothing, and no fact is entered as its account.</p>
              )}
              <ul className="account-facts">
                {account.facts.map((fact) => (
                  <li key={fact.id}>
                    <bdi>{fact.text}</bdi>
                    <WordShown word={fact.word} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </section>
    </div>
  );
}

function Root({ root, isWeakest }: { readonly root: Allegation; readonly isWeakest: boolean }) {
  const { go } = useAddress();
  return (
    <div className="root-line">
      <button
        type="button"
        className="link"
        onClick={() => go({ view: 'allegation', allegation: root.id, tab: undefined })}
      >
        <bdi>{root.text}</bdi>
      </button>
      <span className="status-line">
        <StatusUnder status={root.status} at={`allegation:${root.id}`} standard={root.standard} />
        <span className="muted small">{ruleOf(root)}</span>
      </span>
      <span className="muted small">
        {[
          isWeakest ? 'the weakest here' : '',
          root.gaps > 0 ? `${root.gaps} missing` : '',
          root.defencesLive > 0 ? 'a defence is live' : '',
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </div>
  );
}
