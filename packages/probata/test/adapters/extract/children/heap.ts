// A reader that fills the JavaScript heap until the engine gives up.
import { onJob } from './base.ts';

const held: object[] = [];
onJob(() => {
  for (;;) held.push({ a: held.length, b: [held.length] });
});
