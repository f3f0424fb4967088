// One line that says how far it is, each second, and what was done in the end.
import type { Checked } from './check.ts';
import type { Tally } from './tally.ts';

const EVERY_MS = 1_000;
/** Where nobody looks at it as it comes. */
const SELDOM_MS = 5_000;

interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Progress {
  /** A line of its own. */
  say(text: string): void;
  stop(): void;
}

export function showProgress(out: Out, tally: Tally): Progress {
  const seen = { messages: 0, at: performance.now() };
  const say = (text: string) => out.write(`${out.isTTY ? '\r\u001b[2K' : ''}${text}\n`);
  const show = () => {
    const now = performance.now();
    const perSecond = ((tally.messages - seen.messages) * 1_000) / Math.max(1, now - seen.at);
    Object.assign(seen, { messages: tally.messages, at: now });
    const waiting = tally.started - tally.accepted - tally.byPeople;
    const active = tally.accepted + tally.byPeople - tally.done;
    const held = tally.heldBack > 0 ? `, ${tally.heldBack} starts held back by limits` : '';
    const text = `${tally.started} talks started, ${tally.done} done, ${perSecond.toFixed(0)} messages/s, ${Math.max(0, waiting)} waiting, ${Math.max(0, active)} active${held}`;
    out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  };
  let stopped = false;
  const timer = setInterval(show, out.isTTY ? EVERY_MS : SELDOM_MS);
  return {
    say,
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      show();
      if (out.isTTY) out.write('\n');
    },
  };
}

const SEEN = ['lost', 'doubled', 'disordered', 'wrongSide', 'invented'] as const;
const RULES = ['D1', 'D2', 'D3', 'D5', 'D6', 'D7', 'D8', 'D9'] as const;

export function summaryOf(tally: Tally, checked: Checked, seconds: number, byRows: boolean): string {
  const states = [...checked.states].map(([state, count]) => `${count} ${state}`).join(', ');
  const unfinished = tally.started - tally.done;
  return [
    `${tally.started} talks, ${tally.done} done${unfinished > 0 ? `, ${unfinished} not finished` : ''}, ${tally.byPeople} answered by people; ${tally.messages} messages in ${seconds.toFixed(1)} s (${(tally.messages / Math.max(0.001, seconds)).toFixed(0)}/s)`,
    `first agent after ${(tally.meanWaitMs / 1000).toFixed(1)} s, at most ${(tally.longestWaitMs / 1000).toFixed(1)} s; ${tally.leftOut} lines left out`,
    `checked ${checked.talks} talks and ${checked.lines} lines (${states}): ${SEEN.map((what) => `${what} ${tally.count(what)}`).join(', ')}`,
    `broken rules, by the public API${byRows ? ' and recounted from the rows' : ''}: ${RULES.map((rule) => `${rule} ${tally.count(rule)}`).join(', ')}; failed ${tally.count('failed')}`,
    ...tally.findings.map((finding) => `  ${finding}`),
  ].join('\n');
}
