/** E09 to E12: witness A, who spoke, took it back and spoke again before a judge; and witness B, who only heard. */
import type { Block } from './blocks.ts';
import { head, n, right, small, title } from './blocks.ts';
import { docx } from './docx.ts';
import type { Custody, Exhibit, Sidecar } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, step, utf8 } from './record.ts';
import { dates, INVENTED, longDate } from './world.ts';

const first: readonly Block[] = [
  title('Record of questioning of Witness A'),
  small(
    'Questioned through an interpreter of the language of Qamar. The name is kept in a sealed envelope under no. PR-33/71-A. The witness was told of the duty to speak the truth and signed each page with the mark "A".',
  ),
  head('On the journey'),
  n(
    1,
    'I handed my passport at the Lotus office in Sidr. Nobody asked what I wanted to see in Borovia. They put eleven passports into one envelope and wrote a group number on it.',
  ),
  n(
    2,
    'I paid nothing myself. My uncle dealt with the office. I do not know whether he gave money, or to whom.',
  ),
  n(
    3,
    'I flew on 8 July 2033 with flight BV 418. At Drohn a woman of Centr-Tur read our group number aloud and took us to a hotel. Our passports stayed with her.',
  ),
  head('On the night of 10 to 11 July 2033'),
  n(
    4,
    'A bus with the number 7 in its window took us through two barriers. The soldiers at the barriers saluted the driver and did not look at our papers.',
  ),
  n(
    5,
    'We were fourteen. Near the wire stood a lorry with its lamp on. Three men in green uniform with the badge of the Border Committee lifted the wire.',
  ),
  n(
    6,
    'One of them put his rifle against my brother’s back and said: go. We had asked to return to Drohn. They said the road back was closed for us.',
  ),
  n(7, 'It was between half past two and three. I know it from my telephone.'),
  right(
    'Read back, translated, confirmed.  "A"\nInvestigator, Section III, Prosecution Service of Aurelia\nVess, 4 October 2033',
  ),
];

const withdrawal = `${INVENTED}

To the Prosecution Service of Aurelia, Section III, Vess
12 March 2036. File PR-33/71-A

I withdraw what I said on 4 October 2033. I do not want it to be used.

I do not say that it was untrue. My mother's house in Sidr has been visited twice by men who knew what I had said. Until my family is safe I have nothing to say to any court.

(mark) A

Received by hand at the gate on 13 March 2036, 09:40. Duty clerk.
`;

const again: readonly Block[] = [
  title('Examination of a witness under letters of request'),
  small(
    'Held in closed session at the District Court of Karst, Republic of Ostmark, on 3 February 2037, at the request of Aurelia of 9 December 2036. Present: the judge, the clerk, an interpreter, counsel named by Aurelia, counsel named by Borovia. The witness is known to the Court and to both counsel by name and is called Witness A in the record.',
  ),
  head('Questions by the judge'),
  n(
    1,
    'The witness, on oath: I am the person who spoke to the prosecutor at Vess in October 2033, and who withdrew in March 2036. I withdrew because men came to my mother’s house. She has since left Qamar.',
  ),
  n(2, 'The judge limits the examination to the night of 10 to 11 July 2033 and the two days after it.'),
  n(
    3,
    'On that night three men in green uniform with the badge of the Border Committee of Borovia brought us from the lorry to the wire and lifted it.',
  ),
  n(
    4,
    'The men in green forced us on. One put his rifle against my brother’s back and said: go. We had asked to go back to Drohn and they refused.',
  ),
  n(
    5,
    'After Aurelian guards sent some of us back we were two days in the strip. We had no food and no water, and the men in green would not let us back to the road.',
  ),
  head('Questions by counsel named by Borovia'),
  n(
    6,
    'Asked how many they were: We were eleven. Told that the record of 2033 says fourteen: It may be. It was dark and it is long ago.',
  ),
  n(
    7,
    'Asked whether he could tell a Border Committee badge from that of a private guard: It is a diamond with a square in it. I saw it from one metre, in the light of the lorry.',
  ),
  n(8, 'Asked what had been paid: I do not know. My uncle never told me.'),
  right(
    'The clerk reads the record; the witness confirms it.\nDistrict Judge (signed)   Clerk (signed, seal)',
  ),
];

const second: readonly Block[] = [
  title('Statement of Witness B'),
  small(
    'Taken by a legal officer of the Agent’s Office for the purpose of the proceedings. The name is withheld from the respondent and, at the wish of the witness, from the Court.',
  ),
  n(
    1,
    'I cleaned buses at the Centr-Tur yard in Drohn from April to October 2033. I did not see the border.',
  ),
  n(
    2,
    'A driver of Centr-Tur told me that he drove groups to the closed zone four nights a week, and that the men of the Committee opened the barrier for him.',
  ),
  n(
    3,
    'He also told me that the lists of passengers came from the office in Sidr a day before, with numbers instead of names. I never saw such a list.',
  ),
  n(4, 'I believe that the yard was paid for this, because new buses came in August. I do not know it.'),
  right('"B"\nTaken at Vess, 21 November 2033'),
];

const sealedProvenance = (
  giver: string,
  at: string,
  how: string,
  ...steps: readonly Custody[]
): Sidecar['provenance'] => ({
  receivedFrom: giver,
  receivedAt: at,
  how,
  custody: [
    ...steps,
    step(
      at,
      'taken in sealed, opened only in the presence of the keeper of the compartment',
      giver,
      'Keeper of sealed statements, Office of the Agent of Aurelia',
      'Vess',
      'sealed disc, two keys',
    ),
  ],
});

const common = {
  class: 'witness',
  side: 'aurelia',
  sealed: 'witnesses',
  signed: true,
  release: { to: 'court' },
} as const;

/** Makes the four papers. */
export function witnesses(): readonly Exhibit[] {
  return [
    exhibit(
      {
        ...common,
        id: 'E09',
        file: 'E09-statement-witness-a-2033.docx',
        title: 'Statement of Witness A, 4 October 2033',
        origin: { group: 'witness-a', says: 'Witness A, from own knowledge' },
        provenance: sealedProvenance(
          'Prosecution Service of Aurelia, Section III',
          '2034-02-06',
          'by hand, sealed envelope PR-33/71-A',
          step(
            dates.statementA,
            'record made and signed with the mark A',
            'Witness A',
            'Investigator, Section III',
            'Vess',
          ),
        ),
        madeAt: dates.statementA,
        eventAt: '2033-07-08/2033-07-11',
        preparedForCase: false,
        standing: {
          state: 'withdrawn',
          at: dates.withdrawalOfA,
          scope: 'matter',
          ground: 'The witness took the statement back for fear for the family (E10)',
        },
        consent: 'given on 4 October 2033; withdrawn on 12 March 2036',
        trap: 'Withdrawn, then in part given again (E11). The passage on the group visa (paragraph 1) stands only here and falls with it. Fourteen persons here, eleven in E11.',
      },
      docx({
        office: ['Prosecution Service of Aurelia', 'Section III, Vess'],
        colour: '#5a2f4b',
        ref: 'File PR-33/71-A',
        date: longDate(dates.statementA),
        blocks: first,
        title: 'Record PR-33/71-A',
        author: 'Section III',
        created: '2033-10-04T07:30:00Z',
        modified: '2033-10-04T12:05:00Z',
        language: 'en-GB',
      }),
    ),
    exhibit(
      {
        ...common,
        id: 'E10',
        file: 'E10-withdrawal-witness-a.txt',
        title: 'Letter of Witness A of 12 March 2036, withdrawing the statement',
        origin: { group: 'witness-a', says: 'Witness A' },
        provenance: sealedProvenance(
          'Prosecution Service of Aurelia, Section III',
          '2036-03-20',
          'by hand; typed copy of a paper kept at the Service',
          step(
            '2036-03-13T09:40:00+02:00',
            'handed in at the gate',
            'a person unknown',
            'duty clerk',
            'Vess',
          ),
        ),
        madeAt: dates.withdrawalOfA,
        eventAt: dates.withdrawalOfA,
        relations: [
          {
            kind: 'copy-of-paper',
            place: 'Prosecution Service, Vess, file PR-33/71-A',
            seal: 'none; receipt stamp of the gate',
            at: '2036-03-13',
          },
        ],
        consent: 'not asked: the letter forbids use of the statement, not of itself',
        trap: 'Does not say that the statement was untrue. Whoever reads only the subject line loses that.',
      },
      utf8(withdrawal),
    ),
    exhibit(
      {
        ...common,
        id: 'E11',
        file: 'E11-examination-witness-a-2037.pdf',
        title: 'Examination of Witness A before the District Court of Karst, 3 February 2037',
        origin: { group: 'witness-a', says: 'Witness A, on oath' },
        provenance: sealedProvenance(
          'Ministry of Justice of Ostmark',
          '2037-02-27',
          'central authority, sealed cover',
          step(
            '2037-02-20',
            'certified copy made',
            'clerk of the District Court',
            'Ministry of Justice of Ostmark',
            'Karst',
          ),
        ),
        madeAt: dates.statementAAgain,
        eventAt: '2033-07-10/2033-07-13',
        side: 'ostmark',
        testedBy: 'questions by counsel named by both sides, before a judge of a third State',
        preparedForCase: true,
        authenticity: 'verified',
        authenticityGround: 'seal of the court on every leaf',
        consent: 'given in open record of the closed session, 3 February 2037',
        trap: 'Tested, but three and a half years later, limited to one night, and with eleven persons instead of fourteen.',
      },
      pdf({
        office: ['District Court of Karst', 'Republic of Ostmark  ·  Letters of request'],
        colour: '#5a2f4b',
        mark: 'bars',
        ref: 'LR 12/2036 (closed)',
        date: longDate(dates.statementAAgain),
        blocks: again,
        madeAt: dates.statementAAgain,
        title: 'Record LR 12/2036',
      }),
    ),
    exhibit(
      {
        ...common,
        id: 'E12',
        file: 'E12-statement-witness-b.docx',
        title: 'Statement of Witness B, 21 November 2033',
        origin: {
          group: 'driver-of-centr-tur',
          says: 'An unnamed driver of Centr-Tur, as Witness B heard him',
        },
        provenance: sealedProvenance(
          'Legal officer of the Agent’s Office',
          '2033-11-21',
          'taken on the spot',
        ),
        madeAt: dates.statementB,
        eventAt: '2033-04/2033-10',
        madeFor: 'the proceedings',
        preparedForCase: true,
        identityWithheldFromCourt: true,
        consent: 'use yes, name no, 21 November 2033',
        trap: 'Second-hand throughout; the origin is the driver. Paragraph 4 is a belief, not knowledge: it must not fill the element of benefit.',
      },
      docx({
        office: ['Office of the Agent of Aurelia', 'Vess'],
        colour: '#1f4e6b',
        ref: 'ST-B/33',
        date: longDate(dates.statementB),
        blocks: second,
        title: 'Statement B',
        author: 'Office of the Agent',
        created: '2033-11-21T10:00:00Z',
        modified: '2033-11-21T10:50:00Z',
        language: 'en-GB',
      }),
    ),
  ];
}
