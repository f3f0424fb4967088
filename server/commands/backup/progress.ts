// What a backup and a restore tell while they work: lines, and how far a table is: in place on a terminal, else now and then.
const IN_PLACE_MS = 250;
const LINE_MS = 10_000;
const CLEAR = '\r\u001b[2K';

export interface Progress {
  say(line: string): void;
  /** Bytes of a table so far. */
  table(name: string, bytes: number): void;
}

export function createProgress(out: { write(text: string): unknown; readonly isTTY?: boolean }): Progress {
  let toldAt = performance.now();
  return {
    say: (line) => void out.write(`${out.isTTY ? CLEAR : ''}${line}\n`),
    table(name, bytes) {
      if (performance.now() - toldAt < (out.isTTY ? IN_PLACE_MS : LINE_MS)) return;
      toldAt = performance.now();
      const text = `  ${name}: ${sizeOf(bytes)}`;
      out.write(out.isTTY ? `${CLEAR}${text}` : `${text}\n`);
    },
  };
}

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
