import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/base/errors.ts';
import { countComplete } from '../../../src/rooms/proof/complete.ts';
import { readFaultTree } from '../../../src/rooms/proof/fault-tree.ts';

const tree = (gates: string): string =>
  `<?xml version="1.0"?><!-- invented --><opsa-mef><define-fault-tree name="t">${gates}</define-fault-tree>
  <model-data><define-basic-event name="a"><float value="0.1"/></define-basic-event></model-data></opsa-mef>`;
const gate = (name: string, inside: string): string => `<define-gate name="${name}">${inside}</define-gate>`;
const event = (name: string): string => `<basic-event name="${name}"/>`;

function refusalOf(xml: string): Refusal {
  try {
    readFaultTree(xml);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown;
  }
  throw new Error('was not refused');
}

describe('reading a fault tree', () => {
  it('takes and, or, at least k and a single child that is passed through', () => {
    const read = readFaultTree(
      tree(
        gate('top', `<and><gate name="g"/>${event('a')}</and>`) +
          gate('g', '<gate name="h"/>') +
          gate('h', `<atleast min="2">${event('b')}${event('c')}${event('d')}</atleast>`),
      ),
    );
    expect(read.events).toEqual(['b', 'c', 'd', 'a']);
    // a with any two of b, c, d
    expect(countComplete(read.web, read.top).bySize).toEqual([0n, 0n, 0n, 3n]);
  });

  it('refuses negation with the gate that uses it', () => {
    const refusal = refusalOf(tree(gate('top', `<and>${event('a')}<not>${event('b')}</not></and>`)));
    expect(refusal.code).toBe('PROOF_MODEL_NOT_COHERENT');
    expect(refusal.message).toContain('gate top uses <not>');
  });

  it.each([
    ['two tops', tree(gate('one', event('a')) + gate('two', event('b'))), /2 gates that no other gate names/],
    [
      'a gate nobody defines',
      tree(gate('top', '<and><gate name="x"/><basic-event name="a"/></and>')),
      /names gate x/,
    ],
    [
      'a circle',
      tree(
        gate('top', '<gate name="g"/>') +
          gate('g', '<gate name="h"/>') +
          gate('h', '<or><gate name="g"/><basic-event name="a"/></or>'),
      ),
      /refers to itself/,
    ],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><opsa-mef/>', /document type/],
    ['an unclosed tag', '<opsa-mef><define-fault-tree name="t">', /never closed/],
    ['an unknown element', tree(gate('top', '<maybe/>')), /Line 1, column \d+: <maybe>/],
  ])('refuses %s and says where', (_, xml, message) => {
    expect(refusalOf(xml).message).toMatch(message);
  });
});
