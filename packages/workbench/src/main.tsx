import { answerSchema } from 'probata/contract'; document.title = String(answerSchema('matter.show') !== undefined);
