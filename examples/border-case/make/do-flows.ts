/** The weekly flights as a series, each point on its cell, and what may be said of them in time. */

import type { Line } from './do-text.ts';

const WORKBOOK = "${papers.exhibits['E22-borovair-handling.xlsx']}";
const FLIGHTS = '${flights.series}';

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
  ];
}
