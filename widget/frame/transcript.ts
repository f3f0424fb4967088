// The talk as a file, made here from what its visitor may read: nothing else can stand in it.
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage } from '../../core/protocol/wire.ts';
import { linkedNumber } from './linked.ts';

const PAGE = 200;
/** So many pages at most: a talk of a hundred thousand lines is no file for a person. */
const PAGES = 50;

export interface TranscriptLine {
  readonly at: string;
  /** Null: nobody in particular, a notice. */
  readonly who: string | null;
  readonly text: string;
}

export interface Transcript {
  readonly title: string;
  readonly lang: string;
  readonly dir: string;
  readonly lines: readonly TranscriptLine[];
}

/** All of the log that may be read, ascending. */
export async function readAllEvents(read: (ask: { before?: number; limit: number }) => Promise<WireEventPage>): Promise<WireEvent[]> {
  let events: WireEvent[] = [];
  let before: number | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const got = await read(before === undefined ? { limit: PAGE } : { before, limit: PAGE });
    events = [...got.events, ...events];
    if (!got.hasBefore || got.events.length === 0) break;
    before = got.events[0]?.seq ?? 1;
  }
  return events;
}

export interface LineWords {
  nameOf(id: UserId): string;
  time(at: string): string;
  /** Of the line that leads to another talk. */
  linked(number: number): string;
  readonly recalled: string;
}

/** Messages and notices; what was recalled says so. */
export function linesOf(events: readonly WireEvent[], { nameOf, time, linked, recalled }: LineWords): TranscriptLine[] {
  return events.flatMap((event) => {
    const { kind, senderId, text, createdAt } = event;
    if (kind !== 'message' && kind !== 'notice') return [];
    const who = kind === 'message' && senderId !== null ? nameOf(senderId) : null;
    const number = linkedNumber(event);
    return [{ at: time(createdAt), who, text: number === null ? (text ?? recalled) : linked(number) }];
  });
}

export function asText({ title, lines }: Transcript): string {
  const said = lines.map(({ at, who, text }) => `[${at}] ${who === null ? '' : `${who}: `}${text}`);
  return `${[title, '', ...said].join('\n')}\n`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');

export function asHtml({ title, lang, dir, lines }: Transcript): string {
  const rows = lines.map(
    ({ at, who, text }) =>
      `<dt><time>${safe(at)}</time>${who === null ? '' : ` <b dir="auto">${safe(who)}</b>`}</dt><dd dir="auto">${safe(text)}</dd>`,
  );
  return `<!doctype html>
<html lang="${lang}" dir="${dir}"><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>body{max-width:42em;margin:2em auto;padding:0 1em;font:16px/1.5 system-ui}dt{margin-top:1em;font-size:13px}dd{margin:0;white-space:pre-wrap}</style>
<h1>${safe(title)}</h1>
<dl>
${rows.join('\n')}
</dl>
</html>
`;
}

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
