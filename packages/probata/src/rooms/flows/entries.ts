// The acts of flows: what a person fixed, declared, chose and adopted about figures in time.
import type { Kind } from '../../ledger/registry.ts';
import {
  choiceRegistered,
  estimateAdopted,
  estimateWithdrawn,
  estimateWorked,
  seriesDeclared,
  seriesFixed,
  seriesGuarded,
  seriesSwitched,
  statementDated,
  statementDisregarded,
} from './types.ts';

export const FLOWS_KINDS: readonly Kind[] = [
  {
    kind: 'series.fixed',
    v: 1,
    content: seriesFixed,
    summary:
      'A series was fixed, each point tied to a passage and cell; entered again, it is a further version beside the older ones.',
    erased: 'That a series was fixed, and from which exhibits; its figures are gone.',
  },
  {
    kind: 'series.switched',
    v: 1,
    content: seriesSwitched,
    summary: 'It was declared that from a day on a series counts something else, with the reason.',
    erased: 'That a switch of a series was declared.',
  },
  {
    kind: 'series.declared',
    v: 1,
    content: seriesDeclared,
    summary: 'It was declared whether the figures of a series are counts of persons, or of anything else.',
    erased: 'That it was declared what a series counts; its figures are guarded again as its words propose.',
  },
  {
    kind: 'series.guarded',
    v: 1,
    content: seriesGuarded,
    summary:
      'It was set under which number figures of persons are hidden in what leaves the house, and which total they add up to.',
    erased: 'That a series was guarded.',
  },
  {
    kind: 'statement.dated',
    v: 1,
    content: statementDated,
    summary: 'A dated total, running total, bound or rounded figure of a series was entered with its source.',
    erased: 'That a dated figure of a series was entered.',
  },
  {
    kind: 'statement.disregarded',
    v: 1,
    content: statementDisregarded,
    summary: 'A dated figure was set aside, with the ground; it stays visible and binds no more.',
    erased: 'That a dated figure was set aside.',
  },
  {
    kind: 'choice.registered',
    v: 1,
    content: choiceRegistered,
    summary:
      'A method, its series and its parameters were chosen; the ledger dates the choice and names what had been worked out before.',
    erased: 'That a choice of method was registered, and when.',
  },
  {
    kind: 'estimate.worked',
    v: 1,
    content: estimateWorked,
    summary:
      'An estimate was worked out: inputs, parameters, seed, result, diagnostics and challenge sheet, failures included.',
    erased: 'That an estimate was worked out, and when.',
  },
  {
    kind: 'estimate.adopted',
    v: 1,
    content: estimateAdopted,
    summary:
      'An estimate was adopted as the one pleaded, with the ground and the alternatives shown beside it.',
    erased: 'That an estimate was adopted.',
  },
  {
    kind: 'estimate.withdrawn',
    v: 1,
    content: estimateWithdrawn,
    summary: 'An adopted estimate was given up, with the ground; its record stays.',
    erased: 'That an estimate was given up.',
  },
];
