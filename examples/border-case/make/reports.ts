/** E18 and E19: a report with three voices, one of them witness A, and a situation report that lends one figure. */
import type { Block } from './blocks.ts';
import { head, n, small, title } from './blocks.ts';
import type { Exhibit } from './exhibit.ts';
import { lorryNights } from './log.ts';
import { pdf } from './paper.ts';
import { exhibit, from } from './record.ts';
import { crossings, mission, ngo, thousands } from './world.ts';

const ngoBlocks: readonly Block[] = [
  title('Between two wires\nPersons in the strip between Borovia and Aurelia, July to December 2033'),
  head('1  How this was made'),
  n(
    '1.1',
    'Two members of our staff spoke with three persons at Vess and Karst between 15 September and 12 December 2033, each for two to three hours, with interpreters not known to them. The talks were not recorded. Notes were read back. We did not visit the strip; Borovia did not answer our request.',
  ),
  n(
    '1.2',
    'The persons are called Interviewee 1, 2 and 3. We did not see papers of travel and could not check dates.',
  ),
  head('2  What they told us'),
  n(
    '2.1',
    'Interviewee 1: "A soldier in green counted us like sheep and pointed with his lamp where we had to walk."',
  ),
  n(
    '2.2',
    'Interviewee 1: "We were four nights in the strip. They threw us one bottle of water for nine people."',
  ),
  n(
    '2.3',
    'Interviewee 2: "The bus had a seven in its window. At the wire one of the men in green put his rifle against my brother’s back."',
  ),
  n('2.4', 'Interviewee 2 had spoken to a prosecutor in Vess some weeks before he spoke to us.'),
  n(
    '2.5',
    'Interviewee 3: "In the office in Sidr they laughed when I asked about the city tour. The visa was for the forest, they said."',
  ),
  head('3  The other side of the wire'),
  n(
    '3.1',
    'Two of the three had been directed back across the strip by Aurelian guards, one of them four times in six days. He had asked for protection each time.',
  ),
  n(
    '3.2',
    'We asked the Border Service of Aurelia how a request for protection is noted when a person is turned back. It answered that at the strip no request is noted.',
  ),
  head('4  What we ask'),
  n(
    '4.1',
    'Borovia should open the closed zone to relief. Aurelia should note and examine each request for protection. Both should count the dead.',
  ),
];

const ioBlocks = (): readonly Block[] => [
  title('Situation report no. 4\nThe Sidr - Drohn - Vess route, June to November 2033'),
  head('A.  Method'),
  n(
    1,
    'This report rests on three things: the Mission’s own staff at Sidr, Karst and Vess; talks with persons who arrived; and figures supplied by authorities, which are marked as such where they are used.',
  ),
  n(
    2,
    'Staff at Sidr read the public departure boards of the airport each day at 06:00, 14:00 and 22:00 from 30 May to 27 November.',
  ),
  head('B.  Flights'),
  n(
    3,
    'By that reading Borovair’s departures to Drohn rose from 9 in the week of 30 May to 31 in the week of 21 November 2033.',
  ),
  n(
    4,
    'Twice, from 9 and from 23 August, the authorities of Qamar stopped the flights for seven days. No departures were read on those days.',
  ),
  n(
    5,
    'By the figures of the Border Service of Aurelia, arrivals at the line fell to about a sixth four days after each stop began, and stayed there for a week.',
  ),
  head('C.  Visas'),
  n(
    6,
    'Mission staff spoke with forty-one persons who had arrived. Thirty-four had received their visas in groups through one office in Sidr, and none of them had been asked the purpose of the journey.',
  ),
  n(7, 'The Mission was not able to establish what the persons had paid, or to whom.'),
  head('D.  At the line'),
  n(
    8,
    `By the log of the Border Service, groups were in July brought to the line by lorry on ${lorryNights('2033-07')} nights, and men in uniform stayed at the wire. It counted ${crossings['2033-05']} persons across the line in May, ${crossings['2033-06']} in June and ${thousands(crossings['2033-07'] ?? 0)} in July.¹`,
  ),
  n(9, 'The Mission has no staff in the closed zone of Borovia and has not seen any such transport.'),
  small('¹ Figures supplied by the Border Service of Aurelia from its log.'),
  head('E.  Persons in the strip'),
  n(
    10,
    'On 2 November 2033 staff counted from the Aurelian side 63 persons in the strip near Lozna, without shelter, at two degrees. Borovian officers stood on the road behind them and did not let them pass.',
  ),
  n(
    11,
    'Requests of 3, 10 and 17 November to the Borovian authorities for access with food and blankets were not answered.',
  ),
  n(
    12,
    'The Mission also observed, on 2 and 9 November, persons being returned to the strip by Aurelian officers without any interview.',
  ),
  n(
    13,
    'From 3 August the Border Service of Aurelia counts persons turned back, not persons who crossed. The two figures must not be put into one line.',
  ),
  head('F.  Neighbours'),
  n(
    14,
    'Since the first days of October persons who had flown to Drohn by the same route have also arrived at the border of Ostmark: 12 in the week of 3 October, 141 in the week of 21 November, by the count of the Mission’s staff at Karst.',
  ),
  n(
    15,
    'Whoever compares one border before and after August therefore also measures what its neighbours did.',
  ),
  head('G.  What the Mission asks'),
  n(16, 'Borovia is asked to let relief pass on the road to the strip, by day and by night.'),
  n(17, 'Aurelia is asked to note each request for protection that is made at the line.'),
  n(18, 'Qamar is thanked for the lists of departures and asked to keep them.'),
  small('Circulated to the member States of the Mission. Next report: 31 January 2034.'),
];

/** Makes the two reports. */
export function reports(): readonly Exhibit[] {
  return [
    exhibit(
      {
        id: 'E18',
        file: 'E18-between-two-wires.pdf',
        title: `${ngo}, “Between two wires”, February 2034`,
        class: 'ngo-report',
        origin: {
          group: 'open-threshold-network',
          says: 'Three interviewees: each is an origin of its own; Interviewee 2 is witness A',
        },
        provenance: from(ngo, '2034-02-20', 'public site of the network'),
        madeAt: '2034-02',
        eventAt: '2033-07/2033-12',
        side: 'third',
        methodStated: true,
        release: { to: 'public' },
        trap: 'Interviewee 2 (the bus with a seven, the rifle at the brother’s back, the prosecutor in Vess) is witness A: the same group. Chapter 3 speaks against the applicant.',
      },
      pdf({
        office: [ngo, 'Report  ·  February 2034'],
        colour: '#8a4b12',
        mark: 'wave',
        face: 'sans',
        blocks: ngoBlocks,
        madeAt: '2034-02-14',
        title: 'Between two wires',
      }),
    ),
    exhibit(
      {
        id: 'E19',
        file: 'E19-rmdp-situation-report-4.pdf',
        title: `${mission}, situation report no. 4, 30 November 2033`,
        class: 'io-report',
        origin: {
          group: 'rmdp-own-staff',
          says: 'Staff of the Mission; but paragraph 8 is the applicant’s border log',
        },
        provenance: from(`${mission}, Sidr`, '2033-12-05', 'circular to member States'),
        madeAt: '2033-11-30',
        eventAt: '2033-05-30/2033-11-30',
        side: 'third',
        methodStated: true,
        release: { to: 'public' },
        trap: `Paragraph 8 repeats the applicant’s own log (${lorryNights('2033-07')} nights): group of E06, not of the Mission. The footnote that says so is small. Paragraph 12 is against the applicant.`,
      },
      pdf({
        office: [mission, 'Office at Sidr'],
        colour: '#1d4f91',
        mark: 'ring',
        face: 'sans',
        ref: 'RMDP/SR/2033/4',
        date: '30 November 2033',
        blocks: ioBlocks(),
        madeAt: '2033-11-30',
        title: 'Situation report no. 4',
      }),
    ),
  ];
}
