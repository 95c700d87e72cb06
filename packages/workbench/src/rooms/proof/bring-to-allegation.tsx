// What was let go on an allegation goes to one of its elements: which one is asked first.
import { useState } from 'react';
import type { Brought } from '../../lib/brought.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { ActForm, useAct } from './act.tsx';
import { BringForm } from './bring-form.tsx';
import { type BringTarget, ElementChoice } from './element-choice.tsx';
import type { Matrix } from './types.ts';

interface Props {
  readonly allegation: string;
  readonly brought: Brought | undefined;
  readonly close: () => void;
}

/** A fact answers the element that is chosen; a passage or an exhibit goes by the form of its own. */
export function BringToAllegation({ allegation, brought, close }: Props) {
  const found = useAsk<Matrix>('proof.matrix', { allegation, periods: [] });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const targets = targetsOf(found.data);
  return brought?.kind === 'fact' ? (
    <AnswerWith fact={brought.id} targets={targets} close={close} />
  ) : (
    <BringForm targets={targets} brought={brought} close={close} />
  );
}

/** The elements of a matrix, each once. */
export function targetsOf(matrix: Matrix): readonly BringTarget[] {
  const rows = matrix.groups.flatMap((group) => group.rows);
  return [...new Map(rows.map((row) => [row.node, row])).values()].map(({ node, label, whole }) => ({
    node,
    label,
    facts: whole.facts,
  }));
}

function AnswerWith({
  fact,
  targets,
  close,
}: {
  readonly fact: string;
  readonly targets: readonly BringTarget[];
  readonly close: () => void;
}) {
  const act = useAct();
  const [node, setNode] = useState(targets.length === 1 ? (targets[0]?.node ?? '') : '');
  const target = targets.find((one) => one.node === node);
  return (
    <ActForm
      label="Which element does the fact answer?"
      press="It answers this element"
      act={act}
      isReady={target !== undefined}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'element.match', input: { node, add: [fact] } },
            `The fact answers “${target?.label ?? ''}” from now on.`,
            () => [{ name: 'element.match', input: { node, remove: [fact] } }],
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <ElementChoice
        label="Which element does the fact answer?"
        targets={targets}
        node={node}
        choose={setNode}
      />
    </ActForm>
  );
}
