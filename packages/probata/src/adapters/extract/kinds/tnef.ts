// Reads winmail.dat, the file in which Outlook wraps what a mail says and carries: head, words and attachments.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { fileTime } from '../ole-properties.ts';
import { encodingOfPage, type MessageProperties, P, writeMessage } from './outlook-message.ts';
import {
  attributesOf,
  bytesOf,
  narrowText,
  objectOf,
  propertiesOf,
  type TnefAttribute,
  type TnefProperties,
  textOf,
} from './tnef-stream.ts';

/** Attributes of [MS-OXTNEF] 2.1.3.2 that are read. */
const A = {
  from: 0x00008000,
  subject: 0x00018004,
  sent: 0x00038005,
  body: 0x0002800c,
  properties: 0x00069003,
  recipients: 0x00069004,
  page: 0x00069007,
  begin: 0x00069002,
  name: 0x00018010,
  data: 0x0006800f,
  ofAttachment: 0x00069005,
} as const;

type Values = TnefProperties['values'];
const NONE: Values = new Map();

/**
 * A TNEF stream ([MS-OXTNEF]); what it carries becomes files of their own.
 * @throws Unreadable (damaged) where not one attribute can be read
 */
export function readTnef(source: Source, draft: Draft): void {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const { attributes, isCut } = attributesOf(view);
  if (attributes.length === 0) throw new Unreadable('damaged', 'The file ends before what it carries.');
  const first = attributes.findIndex((one) => one.id === A.begin);
  const ofMessage = attributes.slice(0, first < 0 ? attributes.length : first);
  const page = pageOf(ofMessage);
  const found = listOf(ofMessage, A.properties, draft);
  writeMessage(messageOf(ofMessage, found, pageOfText(found) ?? page), draft);
  for (const one of attachmentsIn(attributes)) keepAttachment(one, page, draft);
  const broken = attributes.filter((one) => !one.isSound).length;
  if (broken > 0)
    draft.cut(
      'tnef-sum',
      `${broken} of ${attributes.length} pieces of the file are not what was written: their sums are wrong.`,
    );
  if (isCut)
    draft.cut('tnef-cut', 'The file ends too early or goes on in another form; what stood before was read.');
}

function dataOf(attributes: readonly TnefAttribute[], id: number): Buffer | undefined {
  return attributes.find((one) => one.id === id)?.data;
}

function listOf(attributes: readonly TnefAttribute[], id: number, draft: Draft): Values {
  const data = dataOf(attributes, id);
  if (data === undefined) return NONE;
  const { values, isCut } = propertiesOf(data);
  if (isCut) draft.cut('tnef-properties', 'A list of properties breaks off; what stood before was read.');
  return values;
}

/** The page that the sender's computer wrote in (attOemCodepage). */
function pageOf(attributes: readonly TnefAttribute[]): string | undefined {
  const data = dataOf(attributes, A.page);
  return data === undefined || data.length < 4 ? undefined : encodingOfPage(data.readUInt32LE(0));
}

function pageOfText(values: Values): string | undefined {
  const data = (values.get(P.codePage) ?? values.get(P.internetPage))?.data;
  return data === undefined || data.length < 4 ? undefined : encodingOfPage(data.readUInt32LE(0));
}

/** Properties first; where there are none, the older attributes that said the same. */
function messageOf(
  attributes: readonly TnefAttribute[],
  values: Values,
  page: string | undefined,
): MessageProperties {
  const narrow = (id: number): string | undefined => {
    const data = dataOf(attributes, id);
    return data === undefined ? undefined : narrowText(data, page);
  };
  const receivers = receiversOf(dataOf(attributes, A.recipients), page);
  const sender = senderOf(dataOf(attributes, A.from), page);
  const older: Readonly<Record<number, () => string | undefined>> = {
    [P.subject]: () => narrow(A.subject),
    [P.body]: () => narrow(A.body),
    [P.to]: () => receivers.get(1)?.join('; '),
    [P.cc]: () => receivers.get(2)?.join('; '),
    [P.from]: () => sender?.name,
    [P.fromMail]: () => sender?.address,
  };
  return {
    text: (id) => textOf(values, id, page) ?? older[id]?.(),
    bytes: (id) => bytesOf(values, id),
    date: timeOf(values),
    page,
  };
}

/** Of the times only those that are stated in UTC: the older attribute leaves the zone to whoever wrote it. */
function timeOf(values: Values): string | undefined {
  const data = (values.get(P.submitted) ?? values.get(P.delivered))?.data;
  if (data === undefined || data.length < 8) return undefined;
  return fileTime(data.readBigUInt64LE(0)) || undefined;
}

/** attFrom ([MS-OXTNEF] 2.1.3.3.12): name and address, each by its length. */
function senderOf(
  data: Buffer | undefined,
  page: string | undefined,
): { name: string; address: string } | undefined {
  if (data === undefined || data.length < 8) return undefined;
  const names = data.readUInt16LE(4);
  const addresses = data.readUInt16LE(6);
  return {
    name: narrowText(data.subarray(8, 8 + names), page),
    address: narrowText(data.subarray(8 + names, 8 + names + addresses), page).replace(/^SMTP:/i, ''),
  };
}

/** attRecipTable ([MS-OXTNEF] 2.1.3.3.22): a list of properties for each; by kind: 1 to, 2 copy. */
function receiversOf(data: Buffer | undefined, page: string | undefined): ReadonlyMap<number, string[]> {
  const found = new Map<number, string[]>();
  if (data === undefined || data.length < 4) return found;
  const rows = data.readUInt32LE(0);
  let at = 4;
  for (let i = 0; i < rows && at < data.length; i += 1) {
    const { values, end } = propertiesOf(data, at);
    at = end;
    const kind = values.get(P.recipientType)?.data;
    const name = textOf(values, P.displayName, page);
    const address = textOf(values, P.smtp, page) ?? textOf(values, P.mail, page);
    const said =
      name !== undefined && address !== undefined && name !== address
        ? `${name} <${address}>`
        : (address ?? name);
    if (kind === undefined || kind.length < 4 || said === undefined) continue;
    const number = kind.readUInt32LE(0) & 0xf;
    const beside = found.get(number);
    if (beside === undefined) found.set(number, [said]);
    else if (beside.length < 10_000) beside.push(said);
  }
  return found;
}

/** The attributes of each attachment: the first of them says that one begins. */
function* attachmentsIn(attributes: readonly TnefAttribute[]): Generator<readonly TnefAttribute[]> {
  let own: TnefAttribute[] | undefined;
  for (const one of attributes) {
    if (one.level !== 2) continue;
    if (one.id === A.begin || own === undefined) {
      if (own !== undefined) yield own;
      own = [];
    }
    own.push(one);
  }
  if (own !== undefined) yield own;
}

function keepAttachment(attributes: readonly TnefAttribute[], page: string | undefined, draft: Draft): void {
  const values = listOf(attributes, A.ofAttachment, draft);
  const title = dataOf(attributes, A.name);
  const name =
    textOf(values, P.fileLong, page) ||
    (title === undefined ? '' : narrowText(title, page)) ||
    textOf(values, P.fileShort, page) ||
    textOf(values, P.displayName, page) ||
    'attachment';
  const inside = objectOf(values, P.attachData);
  if (inside?.isMessage === true) {
    const content = Uint8Array.from(inside.data);
    const named = {
      name: `${name.slice(0, 100)}.dat`,
      mediaType: 'application/vnd.ms-tnef',
      note: 'message',
    };
    return draft.attach({ ...named, bytes: content.length, content });
  }
  const mediaType = textOf(values, P.mediaType, page) ?? 'application/octet-stream';
  const data = inside?.data ?? bytesOf(values, P.attachData) ?? dataOf(attributes, A.data);
  if (data === undefined) {
    draft.cut('member-unreadable', `${name} is named, but its content is not in the file.`);
    return draft.attach({ name, mediaType, bytes: 0, note: 'unreadable' });
  }
  draft.attach({ name, mediaType, bytes: data.length, content: Uint8Array.from(data) });
}
