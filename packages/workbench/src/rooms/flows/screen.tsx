// Series and what may be concluded from them: figures in time with a cell under each, statements, estimates, choices.
import './flows.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { ChoicePage } from './choice.tsx';
import { EstimatePage } from './estimate.tsx';
import { FlowsList } from './list.tsx';
import { MeasureForm } from './measure-form.tsx';
import { ReadSeries } from './read-series.tsx';
import { RunEstimate } from './run-estimate.tsx';
import { SeriesPage } from './series.tsx';
import type { Choice, EstimateLine, SeriesLine } from './types.ts';

/** The address says what is shown: `series`, `estimate`, `choice`, or `new` for a form. */
export function FlowsScreen() {
  useTitle('Flows');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const series = useAsk<{ series: readonly SeriesLine[] }>('series.list');
  const estimates = useAsk<{ estimates: readonly EstimateLine[] }>('estimate.list');
  const choices = useAsk<{ choices: readonly Choice[] }>('choice.list');
  const go = (next: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/flows', params: { matter }, search: next });
  };
  const lists = {
    series: series.data?.series ?? [],
    estimates: estimates.data?.estimates ?? [],
    choices: choices.data?.choices ?? [],
  };
  const form = search['new'];
  const chosen =
    form === undefined
      ? (search['estimate'] ?? search['choice'] ?? search['series'] ?? lists.series[0]?.id)
      : undefined;
  const open = (id: string): void =>
    go(id.startsWith('est_') ? { estimate: id } : id.startsWith('cho_') ? { choice: id } : { series: id });
  useListKeys(
    [...lists.series, ...lists.estimates, ...lists.choices].map((one) => one.id),
    chosen,
    open,
  );
  const failed = series.error ?? estimates.error ?? choices.error;
  return (
    <div className="split narrow-left flows">
      <div className="screen">
        <header>
          <h1>Flows</h1>
        </header>
        {failed !== null && <SayNo error={failed} />}
        <FlowsList {...lists} chosen={chosen} open={open} go={go} form={form} />
      </div>
      <div className="screen">
        {form === 'series' && <ReadSeries go={go} search={search} series={lists.series} />}
        {form === 'measure' && <MeasureForm go={go} />}
        {form === 'choice' && <RunEstimate go={go} search={search} series={lists.series} isChoice />}
        {form === 'run' && <RunEstimate go={go} search={search} series={lists.series} isChoice={false} />}
        {chosen?.startsWith('est_') === true && (
          <EstimatePage key={chosen} estimate={chosen} go={go} series={lists.series} />
        )}
        {chosen?.startsWith('cho_') === true && (
          <ChoicePage
            key={chosen}
            choice={lists.choices.find((one) => one.id === chosen)}
            go={go}
            series={lists.series}
          />
        )}
        {chosen?.startsWith('ser_') === true && (
          <SeriesPage key={chosen} id={chosen} go={go} search={search} all={lists.series} />
        )}
        {chosen === undefined && form === undefined && series.data !== undefined && (
          <Empty title="No series yet">
            <p>
              A series is a figure in time, such as detections by month, with the cell of an exhibit under
              each point. What is concluded from it can then be drilled down to the page. Begin with a table
              that has been read.
            </p>
            <button type="button" className="primary" onClick={() => go({ new: 'series' })}>
              Read a series from a table
            </button>
          </Empty>
        )}
      </div>
    </div>
  );
}
