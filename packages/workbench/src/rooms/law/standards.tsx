// Standards of proof as authorities word them, beside the house rule that stands for each while the case is prepared.
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { Standing } from './standing.tsx';
import type { Authority, Standing as State } from './types.ts';

interface Anchors {
  readonly standards: readonly {
    readonly id: string;
    readonly label: string;
    readonly use: string;
    readonly profile?: string;
    readonly authorities: readonly Authority[];
    readonly state: State;
  }[];
}
interface Pattern {
  readonly w3: number;
  readonly w2: number;
  readonly w1: number;
}
interface HouseRule {
  readonly id: string;
  readonly label: string;
  readonly version: number;
  readonly authority: string;
  readonly toBeChecked: boolean;
  readonly sufficiency: readonly Pattern[];
  readonly contradiction: { readonly minWeight: number; readonly outweighMargin: number | null };
}

/** A pattern of sufficiency in words. Counts are of independent origins; a stronger one counts among the weaker. */
function patternInWords({ w3, w2, w1 }: Pattern): string {
  const parts = [
    w3 > 0 ? `${counted(w3, 'origin')} of weight 3` : '',
    w2 > w3 ? `${counted(w2, 'origin')} of weight 2 or more` : '',
    w1 > Math.max(w2, w3) ? `${counted(w1, 'origin')} of weight 1 or more` : '',
  ].filter((part) => part !== '');
  return parts.join(', ');
}

/** Each authority stands by its own; the house rule says that it is one. */
export function Standards() {
  const anchors = useAsk<Anchors>('standard.anchors');
  const house = useAsk<{ standards: readonly HouseRule[] }>('standard.list');
  return (
    <div className="screen page">
      {anchors.error !== null && <SayNo error={anchors.error} />}
      {anchors.data?.standards.length === 0 && (
        <Empty title="No pack in force words a standard of proof">
          The pack on the procedure of the Court does. The house rules themselves stand under Proof.
        </Empty>
      )}
      <p className="muted">
        Courts do not reckon. What stands at the right is a <strong>house rule for preparing the case</strong>
        : by it the team sees where its proof is thin. It is not how a court decides.
      </p>
      {anchors.data?.standards.map((one) => {
        const rule = house.data?.standards.find((each) => each.id === one.profile);
        return (
          <section key={one.id} className="block standard">
            <div>
              <h2>
                <bdi>{one.label}</bdi>
              </h2>
              <p>{one.use}</p>
              {one.authorities.map((authority) => (
                <p key={authority.case + (authority.place ?? '')} className="authority">
                  <bdi>{authority.case}</bdi>
                  {authority.place !== undefined && <span className="muted">, {authority.place}</span>}
                  {authority.says !== undefined && <span className="small"> {authority.says}</span>}
                </p>
              ))}
              <Standing statement={one.id} state={one.state} what={one.label} hasParts />
            </div>
            <aside>
              <h3>House rule for preparing the case</h3>
              {rule === undefined ? (
                <p className="muted">No house rule stands for it.</p>
              ) : (
                <>
                  <p>
                    <bdi>{rule.label}</bdi> <span className="muted">version {rule.version}</span>
                  </p>
                  <p className="small">
                    A fact is proved by {rule.sufficiency.map(patternInWords).join('; or by ')}, if no
                    contradiction of weight {rule.contradiction.minWeight} or more stands unanswered
                    {rule.contradiction.outweighMargin === null
                      ? ''
                      : ` or it is outweighed by ${rule.contradiction.outweighMargin}`}
                    .
                  </p>
                  <p className="small muted">
                    Leans on: {rule.authority}
                    {rule.toBeChecked && ' (to be checked)'}
                  </p>
                </>
              )}
            </aside>
          </section>
        );
      })}
    </div>
  );
}
