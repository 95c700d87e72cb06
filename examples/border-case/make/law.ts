/** E41 to E43: the Convention, the statute of the Border Committee, and the applicant's own order to turn back. */
import type { Block } from './blocks.ts';
import { head, n, p, right, title } from './blocks.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, utf8 } from './record.ts';
import { INVENTED } from './world.ts';

const convention = `> ${INVENTED} Nor does the Convention.

# Convention on the Organised Movement of Persons

Done at Sidr on 4 March 2024. Entered into force on 1 January 2027. English text, equally authentic with the others.

## Article 1. Purpose

The purpose of this Convention is to prevent and suppress the organised movement of persons across borders, to further cooperation of the Parties to that end, and to protect the persons moved.

## Article 2. Use of terms

"Organised movement" means the arranging, in order to obtain, directly or indirectly, a financial or other material benefit, of the entry of a person into a Party of which the person is neither a national nor a permanent resident, where the requirements for lawful entry are not met.

## Article 3. Scope

This Convention applies to organised movement that is transnational in nature and involves three or more persons acting together.

## Article 4. Criminalisation

1. Each Party shall make organised movement, and its facilitation, punishable when committed intentionally.
2. Each Party shall make attempt and participation as an accomplice punishable.

## Article 5. Border measures

Each Party shall, to the extent possible, strengthen such border controls as may be necessary to prevent and detect organised movement.

## Article 6. Commercial carriers

Each Party shall consider measures by which carriers ascertain that passengers hold the documents required for entry.

## Article 7. Documents

Each Party shall take such measures as may be necessary, within available means, to ensure that visas and travel documents issued by it or on its behalf cannot readily be misused.

## Article 8. Exchange of information

Parties with a common border shall, consistent with their legal systems, exchange information on routes, carriers and means known to be used for organised movement.

## Article 9. Cooperation between border services

1. Each Party shall consider strengthening cooperation among border services by maintaining direct channels of communication.
2. A Party shall not close an existing channel without notice of three months.

## Article 10. Public information

Parties shall cooperate in informing the public that organised movement endangers life.

## Article 11. Protection

1. Each Party shall take, consistent with its obligations under international law, all appropriate measures to preserve the life and safety of persons who have been the object of the conduct described in Article 4 and who are within its territory or under its control.
2. Each Party shall give such persons, as far as possible, assistance where their life or safety is endangered.

## Article 14. Saving clause

Nothing in this Convention affects the rights of persons seeking protection, or the responsibility of any Party for its own treatment of them.

## Article 20. Reservations

1. A State may, at ratification, declare that it does not consider itself bound by Article 21, paragraph 2.
2. No other reservation, and no reservation at any other time, may be made unless no Party objects within twelve months of its notification.
3. A reservation may be withdrawn at any time by notification to the Depositary; the withdrawal takes effect thirty days after receipt.

## Article 21. Settlement of disputes

1. The Parties shall seek to settle any dispute concerning the interpretation or application of this Convention by negotiation.
2. A dispute that cannot be settled by negotiation within a reasonable time shall, at the request of one of the Parties to it, be submitted to arbitration. If within six months from the date of the request those Parties are unable to agree on the organisation of the arbitration, any one of them may refer the dispute to the Court by application.
`;

const statute: readonly Block[] = [
  title('Law no. 44 on the State Border Committee\nЗакон № 44 о Державном пограничном комитете'),
  head('Article 1'),
  n('1.1', 'The State Border Committee is an organ of executive power and is under the Chairman of Borovia.'),
  n('1.1', 'Державны пограничны комитет јест орган извршнеј власти и подлєжит Предсєдатељу Боровије.'),
  head('Article 4'),
  n(
    '4.1',
    'Members of the Committee serve in green uniform with the badge of the Committee, a square within a diamond.',
  ),
  n(
    '4.2',
    'No person may enter the closed zone save with a pass of the Committee or in the company of its members in service.',
  ),
  head('Article 9'),
  n('9.1', 'The Committee prevents unlawful crossing of the border in either direction.'),
  right('Chairman of Borovia\nDrohn, 12 March 2029'),
];

const resolution: readonly Block[] = [
  title('Resolution no. 214 on the extraordinary situation at the border with Borovia'),
  p(
    'The Government of the Republic of Aurelia, having regard to the number of persons brought to the border in June and July, resolves:',
  ),
  n(1, 'An extraordinary situation is declared in the border districts from 3 August 2033.'),
  n(
    2,
    'Persons found on the strip shall be directed back across it, without registration, save where life is in manifest danger.',
  ),
  n(3, 'The Border Service shall count persons directed back and shall no longer count them as crossings.'),
  n(
    4,
    'The Ministry of the Interior shall prepare a physical barrier of the length that the ground requires. The need for it arises from the movement organised from Borovia since June.',
  ),
  n(
    5,
    'Members of the Border Service may be ordered to serve overtime, which is paid at one and a half times the ordinary rate.',
  ),
  right('Prime Minister\nMinister of the Interior'),
];

/** Makes the three exhibits. */
export const law = (): readonly Exhibit[] => [
  exhibit(
    {
      id: 'E41',
      file: 'E41-convention-comp.md',
      title: 'Convention on the Organised Movement of Persons, Sidr, 4 March 2024',
      class: 'instrument',
      origin: { group: 'convention-comp', says: 'The treaty itself' },
      provenance: from('Depositary of the Convention, Sidr', '2035-01-08', 'certified copy as text'),
      madeAt: '2024-03-04',
      eventAt: '2027-01-01',
      side: 'third',
      signed: true,
      authenticity: 'verified',
      authenticityGround: 'certificate of the Depositary',
      release: { to: 'public' },
      trap: 'Article 9(1) is only a duty to consider; 9(2) is hard. Article 2 asks for benefit. Article 11 protects only those who were the object of Article 4 conduct. Articles 12, 13 and 15 to 19 are left out of the copy.',
    },
    utf8(convention),
  ),
  exhibit(
    {
      id: 'E42',
      file: 'E42-law-44-border-committee.pdf',
      title: 'Borovia, Law no. 44 on the State Border Committee',
      class: 'instrument',
      language: ['en', 'art-x-borovian'],
      script: ['Latn', 'Cyrl'],
      origin: { group: 'law-of-borovia', says: 'Official gazette of Borovia' },
      provenance: from('Library of Parliament of Aurelia', '2034-05-12', 'gazette on subscription'),
      madeAt: '2029-03-12',
      eventAt: '2029-03-12',
      side: 'borovia',
      signed: true,
      authenticity: 'verified',
      authenticityGround: 'equal to the gazette in the library at Karst',
      release: { to: 'public' },
      trap: 'Shows the organ and its badge; not that it acted. Article 9.1 sets the duty "in either direction".',
    },
    pdf({
      office: ['Official Gazette of Borovia', 'Державны вєстник  ·  No. 11 / 2029'],
      colour: '#4a5a3c',
      mark: 'diamond',
      date: 'Published 14 March 2029',
      blocks: statute,
      madeAt: '2029-03-14',
      title: 'Law no. 44',
    }),
  ),
  exhibit(
    {
      id: 'E43',
      file: 'E43-resolution-214.pdf',
      title: 'Government of Aurelia, Resolution no. 214 of 2 August 2033',
      class: 'instrument',
      origin: { group: 'government-of-aurelia', says: 'The applicant’s Government' },
      provenance: from('Government Chancellery of Aurelia', '2034-01-10', 'official journal'),
      madeAt: '2033-08-02',
      eventAt: '2033-08-03',
      side: 'aurelia',
      signed: true,
      authenticity: 'verified',
      authenticityGround: 'official journal',
      release: { to: 'public' },
      trap: 'Paragraph 2 is the applicant’s own push-back order, paragraph 3 switches the series, paragraph 4 is self-serving on cause, paragraph 5 sets the overtime rate.',
    },
    pdf({
      office: [
        'Government of the Republic of Aurelia',
        'Pranešmė Vyriausė  ·  Official journal 2033, no. 96',
      ],
      colour: '#1f4e6b',
      mark: 'ring',
      ref: 'Resolution no. 214',
      date: '2 August 2033',
      blocks: resolution,
      madeAt: '2033-08-02',
      title: 'Resolution no. 214',
    }),
  ),
];
