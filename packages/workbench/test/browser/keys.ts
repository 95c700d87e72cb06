// Walks a screen as somebody without a mouse does: by Tab, by typing, by Enter; every stop must be seen to have the focus.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Most presses of Tab to one thing; more would not be a way. */
const MOST = 120;

export interface Keys {
  /** Tabs on to what has this name; a select, a field or a tick may be meant by its label. */
  to(name: string | RegExp): Promise<void>;
  /** Tabs on to it and presses it. */
  press(name: string | RegExp): Promise<void>;
  /** Tabs on to a field and writes into it. */
  write(name: string | RegExp, text: string): Promise<void>;
  /** Tabs on to a list and picks by the first letters, as one types them. */
  pick(name: string | RegExp, letters: string): Promise<void>;
  /** Sends the form in which the focus stands. */
  send(): Promise<void>;
}

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** No call of the mouse, none that sets the focus or a value by itself. */
export function keysOf(page: Page): Keys {
  const unseen = new Set<string>();
  const stop = (): Promise<Stop> =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> };
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      return {
        name:
          at === document.body
            ? ''
            : (at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '').trim(),
        isSeen:
          at === document.body ||
          ((style.outlineStyle !== 'none' || style.boxShadow !== 'none') &&
            box.bottom > 0 &&
            box.top < innerHeight),
      };
    });
  const to = async (name: string | RegExp): Promise<void> => {
    const passed: string[] = [];
    for (let i = 0; i < MOST; i += 1) {
      const at = await stop();
      const isIt = typeof name === 'string' ? at.name === name : name.test(at.name);
      if (!at.isSeen && !unseen.has(at.name)) {
        unseen.add(at.name);
        expect.soft(at.isSeen, `the focus on “${at.name}” is seen`).toBe(true);
      }
      if (isIt) return;
      passed.push(at.name);
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)}; it passed ${[...new Set(passed)].join(' | ')}`);
  };
  return {
    to,
    async press(name) {
      await to(name);
      await page.keyboard.press('Enter');
    },
    async write(name, text) {
      await to(name);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    async pick(name, letters) {
      await to(name);
      await page.keyboard.type(letters);
      const chosen = await page.evaluate(
        () => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text ?? '',
      );
      expect(chosen.toLowerCase(), `what is picked in ${String(name)}`).toContain(letters.toLowerCase());
    },
    send: () => page.keyboard.press('Control+Enter'),
  };
}
