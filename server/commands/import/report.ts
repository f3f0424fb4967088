// What the import tells while it works and at its end: progress, what was left out by file and line, the sum.
import type { Fault, Filled } from '../../features/import/index.ts';

const EVERY_MS = 1_000;
/** Left-out lines that are told one by one; the others are counted. */
const TOLD = 100;

export interface Report {
  /** A file or a conversation that could not be read or stored. */
  failed(what: string, reason: string): void;
  leftOut(file: string, fault: Fault): void;
  begin(conversations: number, lines: number): void;
  stored(lines: number): void;
  filled(result: Filled): void;
  /** The sum; false when something failed. */
  end(): boolean;
}

export function createReport(out: { write(text: string): unknown; readonly isTTY?: boolean }): Report {
  const since = performance.now();
  const sum = { conversations: 0, messages: 0, notices: 0, known: 0, failed: 0, leftOut: 0 };
  let [wanted, lines, stored, toldAt] = [0, 0, 0, 0];
  const say = (text: string) => out.write(`${out.isTTY ? '\r\u001b[2K' : ''}${text}\n`);
  const seconds = () => Math.max(0.001, (performance.now() - since) / 1000);

  function tell(): void {
    if (performance.now() - toldAt < EVERY_MS) return;
    toldAt = performance.now();
    const text = `${stored} of ${lines} lines, ${sum.conversations} of ${wanted} conversations, ${Math.round(stored / seconds())} a second`;
    out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  }

  return {
    failed(what, reason) {
      sum.failed += 1;
      say(`${what}: ${reason}`);
    },
    leftOut(file, { line, reason }) {
      sum.leftOut += 1;
      if (sum.leftOut <= TOLD) say(`${file}:${line}: left out, it ${reason}`);
    },
    begin(conversations, all) {
      wanted = conversations;
      lines = all;
    },
    stored(count) {
      stored += count;
      tell();
    },
    filled(result) {
      sum.conversations += 1;
      sum.messages += result.messages;
      sum.notices += result.notices;
      sum.known += result.known;
      tell();
    },
    end() {
      const rate = Math.round(stored / seconds());
      const known = sum.known > 0 ? ` (${sum.known} were here already)` : '';
      say(
        `${sum.conversations} conversations, ${sum.messages} messages and ${sum.notices} notices${known} in ${seconds().toFixed(1)} s, ${rate} a second; ` +
          `${sum.leftOut} lines left out, ${sum.failed} failed`,
      );
      return sum.failed === 0;
    },
  };
}
