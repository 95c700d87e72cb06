/** E38 to E40: the agreed minutes of two rounds of talks, and what the depositary told all Parties. */
import type { Block } from './blocks.ts';
import { head, n, p, pageBreak, right, small, title } from './blocks.ts';
import { docx } from './docx.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step } from './record.ts';
import { dates, longDate } from './world.ts';

const round1: readonly Block[] = [
  title('Agreed minutes of the first meeting'),
  p(
    'Sidr, 21 and 22 February 2035. Delegations led by the Legal Adviser of Aurelia and the Director of the Treaty Department of Borovia. Host: Foreign Office of Qamar.',
  ),
  n(
    1,
    'The agenda was: interpretation and application of Articles 4, 5, 7, 8, 9 and 11 of the Convention on the Organised Movement of Persons.',
  ),
  n(
    2,
    'The delegation of Aurelia set out its claim and put four questions on flights, visas and the hot line.',
  ),
  n(
    3,
    'The delegation of Borovia stated that the hot line had been closed since 15 June 2033 and that no call made on it since had been answered.',
  ),
  n(
    4,
    'It stated that the Convention does not reach the conduct of a State, and promised an answer in writing to the four questions by 28 February.',
  ),
  n(5, 'The delegations agreed to meet again.'),
  right('Initialled for Aurelia   Initialled for Borovia'),
];

const round2: readonly Block[] = [
  title('Agreed minutes of the second meeting'),
  p('Sidr, 26 and 27 April 2035. The same heads of delegation.'),
  n(
    1,
    'The delegation of Aurelia observed that the four questions had not been answered. The delegation of Borovia stated that it had no instructions on them.',
  ),
  n(
    2,
    'Both delegations set out their positions on Articles 4, 5, 8 and 11. The positions had not moved since February.',
  ),
  n(
    3,
    'The delegation of Aurelia spoke of arbitration. The delegation of Borovia referred to the reservation.',
  ),
  n(4, 'No date for a further meeting was set.'),
  right('Initialled for Aurelia   Initialled for Borovia'),
];

const depositary: readonly Block[] = [
  title('Depositary notifications (extracts)'),
  head('DN 12/2026 and DN 19/2026. Ratifications'),
  n(
    1,
    'Aurelia deposited its instrument of ratification on 12 June 2026, with the following reservation: "Aurelia does not consider itself bound by Article 21, paragraph 2."',
  ),
  n(
    2,
    'Borovia deposited its instrument of ratification on 3 September 2026, without reservation or declaration.',
  ),
  n(3, 'The Convention entered into force for Aurelia and for Borovia on 1 January 2027.'),
  pageBreak,
  head('DN 7/2035. Withdrawal of a reservation'),
  n(
    4,
    `On ${longDate(dates.withdrawalNotified)} the Depositary received from Aurelia the notification that it withdraws its reservation to Article 21, paragraph 2.`,
  ),
  n(
    5,
    `Under Article 20, paragraph 3, the withdrawal takes effect thirty days after receipt, that is on ${longDate(dates.withdrawalInEffect)}.`,
  ),
  head('DN 15/2035. Declaration'),
  n(
    6,
    `On ${longDate(dates.declaration)} the Depositary received from Borovia a communication headed "interpretative declaration": "Borovia understands Article 21 as not extending to measures taken for the management of borders."`,
  ),
  n(
    7,
    `This notification is circulated on ${longDate(dates.declarationCirculated)}. Parties may object within twelve months of that day.`,
  ),
  pageBreak,
  head('DN 21/2036. Objection'),
  n(
    8,
    `On ${longDate(dates.objection)} the Depositary received from Ostmark an objection: the communication of Borovia seeks to exclude the effect of Article 21 and is a reservation made out of time.`,
  ),
  n(9, 'No other objection was received within the period.'),
  small('The Depositary takes no position on the nature of any communication.'),
];

const minutes = (blocks: readonly Block[], day: string, about: string): Uint8Array =>
  docx({
    office: ['Foreign Office of Qamar', 'Secretariat of the meeting, Sidr'],
    colour: '#2f6b5a',
    ref: about,
    blocks,
    title: about,
    author: 'Secretariat of the meeting',
    created: `${day}T12:00:00Z`,
    modified: `${day}T15:10:00Z`,
    language: 'en-GB',
  });

/** Makes the three exhibits. */
export function talks(): readonly Exhibit[] {
  const joint = { group: 'agreed-minutes', says: 'Both delegations, initialled' };
  const host = (at: string) =>
    from(
      'Foreign Office of Qamar',
      at,
      'file on disc with cover letter',
      step(
        at,
        'initialled print kept at the Foreign Office',
        'both delegations',
        'Secretariat of the meeting',
        'Sidr',
      ),
    );
  return [
    exhibit(
      {
        id: 'E38',
        file: 'E38-minutes-round-1.docx',
        title: 'Agreed minutes of the first meeting, Sidr, 21 and 22 February 2035',
        class: 'instrument',
        origin: joint,
        provenance: host('2035-02-23'),
        madeAt: '2035-02-22',
        eventAt: '2035-02-21/2035-02-22',
        side: 'qamar',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'equal to the initialled print',
        release: { to: 'parties' },
        trap: 'Paragraph 3 is an admission of the respondent inside a joint paper. The agenda names the articles: a negotiation on the treaty’s subject.',
      },
      minutes(round1, '2035-02-22', 'Minutes COMP/1'),
    ),
    exhibit(
      {
        id: 'E39',
        file: 'E39-minutes-round-2.docx',
        title: 'Agreed minutes of the second meeting, Sidr, 26 and 27 April 2035',
        class: 'instrument',
        origin: joint,
        provenance: host('2035-04-28'),
        madeAt: '2035-04-27',
        eventAt: '2035-04-26/2035-04-27',
        side: 'qamar',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'equal to the initialled print',
        release: { to: 'parties' },
        trap: 'Articles 7 and 9 are no longer on the table in the second round: were they negotiated to the end?',
      },
      minutes(round2, '2035-04-27', 'Minutes COMP/2'),
    ),
    exhibit(
      {
        id: 'E40',
        file: 'E40-depositary-notifications.pdf',
        title: 'Depositary of the Convention, notifications on Articles 20 and 21 (extracts)',
        class: 'instrument',
        origin: { group: 'depositary', says: 'Depositary of the Convention' },
        provenance: from('Depositary of the Convention, Sidr', '2036-10-02', 'certified extract by post'),
        madeAt: '2036-09-26',
        eventAt: '2026-06-12/2036-09-12',
        side: 'third',
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'certificate of the Depositary',
        release: { to: 'public' },
        relations: [
          {
            kind: 'extract-of',
            part: 'four notifications',
            note: 'the full series is kept by the Depositary and is not annexed',
          },
        ],
        trap: 'The objection of Ostmark came on the last day of the twelve months. The declaration is called interpretative and works as a reservation.',
      },
      pdf({
        office: ['Depositary of the Convention', 'on the Organised Movement of Persons  ·  Sidr'],
        colour: '#2f6b5a',
        mark: 'ring',
        ref: 'Certified extract 88/2036',
        date: '26 September 2036',
        blocks: depositary,
        madeAt: '2036-09-26',
        title: 'Depositary notifications',
      }),
    ),
  ];
}
