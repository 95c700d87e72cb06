// One provision: its elements, which of them are contested or implied, what must hold first and what falls with it.
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

interface ProvisionAnswer {
  readonly provision: {
    readonly article: string;
    readonly heading: string;
    readonly qualifiers: readonly string[];
    readonly elements: readonly {
      readonly id: string;
      readonly text: string;
      readonly kind: string;
      readonly state: string;
      readonly contested?: unknown;
      readonly implied?: boolean;
    }[];
    readonly state: string;
  };
  readonly verbWords: string;
  readonly gateways: readonly { readonly id: string; readonly heading: string }[];
  readonly dependents: readonly string[];
}

/** The provision chosen. */
export function ProvisionShown({ id }: { readonly id: string }) {
  const found = useAsk<ProvisionAnswer>('provision.show', { provision: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const { provision } = shown;
  return (
    <>
      <h2>
        Article {provision.article}: <bdi>{provision.heading}</bdi>
      </h2>
      <p className="muted">
        {shown.verbWords}
        {provision.qualifiers.length > 0 && `, ${provision.qualifiers.join(', ')}`}
        {provision.state === 'to-be-checked' &&
          '. Recalled from memory: to be checked against the official text.'}
      </p>
      <h3>Elements</h3>
      <ol className="rungs">
        {provision.elements.map((element) => (
          <li key={element.id}>
            <bdi>{element.text}</bdi>
            <div className="muted small">
              {element.id} · {sentence(element.kind)}
              {element.implied === true ? ' · implied' : ''}
              {element.state === 'to-be-checked' ? ' · to be checked' : ''}
            </div>
            {element.contested !== undefined && (
              <div className="contested-ink small">
                {typeof element.contested === 'string' ? element.contested : sides(element.contested)}
              </div>
            )}
          </li>
        ))}
      </ol>
      {shown.gateways.length > 0 && (
        <p>First must hold: {shown.gateways.map((gate) => gate.heading).join('; ')}.</p>
      )}
      {shown.dependents.length > 0 && (
        <p className="muted small">If it fails, these fail with it: {shown.dependents.join(', ')}.</p>
      )}
    </>
  );
}

function sides(value: unknown): string {
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(
      ([name, said]) =>
        `${sentence(name)}: ${typeof said === 'string' ? said : Array.isArray(said) ? said.map((one) => (typeof one === 'string' ? one : Object.values(one as object).join(', '))).join('; ') : JSON.stringify(said)}`,
    )
    .join(' — ');
}
