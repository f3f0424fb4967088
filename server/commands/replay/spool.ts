// What was opened, kept in a file until it is checked at the end: memory does not grow with the number of talks.
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Said } from './compare.ts';
import type { PlayTicket } from './play.ts';

export interface Record {
  /** Of the source. */
  readonly name: string;
  readonly ticket: PlayTicket;
  readonly lines: readonly Said[];
  readonly byPerson: boolean;
  /** It came to its end. */
  readonly done: boolean;
}

export class Spool {
  private readonly folder = mkdtempSync(join(tmpdir(), 'parley-replay-'));
  private readonly file = join(this.folder, 'talks.jsonl');
  private readonly out = createWriteStream(this.file);
  size = 0;

  add(record: Record): void {
    this.size += 1;
    this.out.write(`${JSON.stringify(record)}\n`);
  }

  async *read(): AsyncGenerator<Record> {
    this.out.end();
    await finished(this.out);
    for await (const line of createInterface({ input: createReadStream(this.file, 'utf8') })) yield JSON.parse(line);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
