// Runs the accessibility checker on the page as it stands, and fails with the place, the rule and the remedy of each violation.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 to AA, and what the makers of the checker hold to be good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails on any violation on the page, each told in a line: impact, rule, element, what to do.
 * @param what named in the failure, such as the address
 * @param within a selector; left out, the whole page
 */
export async function expectAccessible(page: Page, what: string, within?: string): Promise<void> {
  // By the debugger, not by a script tag: the page's own content policy would rightly refuse that.
  await page.evaluate(AXE);
  const found = await page.evaluate(
    async ({ selector, rules }) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: Document | Element, options: RunOptions): Promise<AxeResults> };
      };
      const place = selector === undefined ? document : document.querySelector(selector);
      if (place === null) throw new Error(`Nothing on the page matches ${selector}.`);
      const { violations } = await axe.run(place, { runOnly: { type: 'tag', values: rules } });
      return violations.flatMap(({ id, impact, help, nodes }) =>
        nodes.map(
          (node) => `${impact ?? 'minor'} ${id} at ${node.target.join(' ')}: ${help}. ${node.failureSummary}`,
        ),
      );
    },
    { selector: within, rules: RULES },
  );
  // Softly: one run tells of every screen.
  expect.soft(found, `${what}: accessibility`).toEqual([]);
}
