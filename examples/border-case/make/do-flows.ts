/** Weekly flights and persons at the line as series, each point on its cell, and what may be said of them in time. */

import type { Line } from './do-text.ts';

const WORKBOOK = "${papers.exhibits['E22-borovair-handling.xlsx']}";
const FLIGHTS = '${flights.series}';
const RETURNS = "${papers.exhibits['E57-weekly-returns-2033.csv']}";
const AT_LINE = '${at-line.series}';
const ACROSS = '${across.series}';

export function flows(): readonly Line[] {
  return [
    'Flights by week, out of the handling workbook: figures of the other side’s own carrier.',
    {
      task: 'series.read',
      as: 'flights',
      with: {
        exhibit: WORKBOOK,
        sheet: 'Weeks',
        measure: 'Flights from Sidr to Drohn',
        unit: 'flights',
        step: 'week',
        definition:
          'Flights of Borovair handled on arrival from Sidr, by week from Monday to Sunday; not seats, and not persons.',
        dateColumn: 1,
        endColumn: 2,
        valueColumn: 3,
        lastRow: 27,
      },
      expect: { points: 26, first: '2033-05-30/2033-06-05', last: '2033-11-21/2033-11-27' },
    },
    {
      run: 'series.declare',
      with: {
        series: FLIGHTS,
        counts: 'other',
        ground: 'Each figure is a number of aircraft that landed; the workbook has no number of persons.',
      },
    },
    'Chosen before it was worked out: whether the number of flights changed its level, and when.',
    {
      run: 'choice.register',
      as: 'course',
      with: {
        question:
          'Did the weekly flights from Sidr to Drohn leave their level between June and November 2033?',
        method: 'change-points',
        series: [FLIGHTS],
        params: {},
        reason:
          'Nothing is said of who caused it. The weeks of 8 and 22 August, in which Qamar stopped flights, are left in.',
      },
    },
    { task: 'estimate.run', as: 'levels', with: { choice: '${course}' } },
    {
      task: 'estimate.run',
      as: 'twice',
      with: {
        method: 'before-after',
        series: [FLIGHTS],
        params: { date: '2033-08-29', measure: 'ratio' },
      },
    },
    'A second family of methods on the same weeks: whether they agree, the house says itself.',
    {
      task: 'estimate.run',
      as: 'course-broken',
      with: { method: 'interrupted', series: [FLIGHTS], params: { date: '2033-08-29' } },
    },
    {
      ask: 'estimate.compare',
      with: { series: FLIGHTS },
      expect: { families: { $count: { $min: 2 } } },
    },
    'Persons at the line by week, out of the Border Service’s returns; what is counted changes on 3 August.',
    ...[
      { as: 'across', column: 3, measure: 'Persons found across the line', unit: 'persons' },
      { as: 'back', column: 4, measure: 'Persons turned back at the line', unit: 'persons' },
      { as: 'at-line', column: 5, measure: 'Persons met at the line', unit: 'persons' },
    ].map(
      ({ as, column, measure, unit }): Line => ({
        task: 'series.read',
        as,
        with: {
          exhibit: RETURNS,
          measure,
          unit,
          counts: 'persons',
          step: 'week',
          definition:
            column === 5
              ? 'Persons found across the line and persons turned back on it, added up by week; from 3 August one person may be counted more than once.'
              : `${measure}, by week from Monday to Sunday, as the duty officers entered them in the log.`,
          dateColumn: 1,
          endColumn: 2,
          valueColumn: column,
          lastRow: 27,
        },
        expect: { points: 26 },
      }),
    ),
    {
      run: 'series.switch',
      with: {
        series: ACROSS,
        on: '2033-08-03',
        reason:
          'From this day persons are directed back under Resolution 214 and counted as turned back, and no longer as found across.',
        continuesAs: '${back.series}',
      },
    },
    {
      run: 'series.switch',
      with: {
        series: AT_LINE,
        on: '2033-08-03',
        reason:
          'From this day most of those counted are turned back, and one person may be counted more than once.',
      },
    },
    'Chosen before it was worked out: whether, and after how many weeks, the line follows the flights.',
    {
      run: 'choice.register',
      as: 'lag',
      with: {
        question: 'Do the persons met at the line follow the flights, and after how many weeks?',
        method: 'cross-correlation',
        series: [FLIGHTS, AT_LINE],
        params: { maxLag: 6, maxOrder: 2 },
        reason:
          'Qamar stopped flights in the weeks of 8 and 22 August for its own reasons: what follows such a stop does not come from the line itself.',
      },
    },
    { task: 'estimate.run', as: 'lag-found', with: { choice: '${lag}' } },
    {
      task: 'estimate.run',
      as: 'lag-weights',
      with: { method: 'distributed-lags', series: [FLIGHTS, AT_LINE], params: { maxLag: 3 } },
    },
    'Twenty-six weeks do not carry it: the peak is no larger than chance gives among so many lags, and the count changes within them. The runs stay on record with what failed, and none of them is pleaded.',
    ...['lag-found', 'lag-weights'].map(
      (run): Line => ({
        ask: 'estimate.show',
        with: { estimate: `\${${run}.runs[0].estimate}` },
        expect: { estimate: { standing: 'worked', failed: { $min: 3 } } },
      }),
    ),
    'In papers that leave the house the weeks with fewer than five persons are hidden; on this screen they stand.',
    {
      ask: 'series.list',
      expect: {
        series: { $has: { measure: 'Persons found across the line', guard: { least: 5, ground: null } } },
      },
    },
  ];
}
