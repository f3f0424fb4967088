// The format of an archived segment: one line of JSON, then the events as lines of JSON, compressed by zstd. The hash covers
// the header's other fields and the compressed body, so that no altered byte goes unseen; it stands in the key as well.
import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { EVENTS, type EventKind } from '../../../core/protocol/events.ts';
import {
  type AnyId,
  type ClientId,
  type ConversationId,
  type EventId,
  isId,
  parseClientId,
  type UserId,
} from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';

const FORMAT = 'parley-segment';
const VERSION = 1;
/** A body is at most 1 MiB of events and whatever the last one adds. */
const MAX_BODY = 8 * 1_048_576;

/** A row of the log with everything that the table event holds of it; times in ms. */
export interface ArchivedEvent {
  readonly seq: number;
  readonly id: EventId;
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly clientId: ClientId | null;
  readonly count: number;
  readonly text: string | null;
  readonly data: EventData | null;
  readonly replyToSeq: number | null;
  readonly targetSeq: number | null;
  readonly asOfSeq: number;
  readonly previousText: string | null;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly recalledAt: number | null;
}

/** What is wrong with an object: one line, without texts of messages. */
export class SegmentFault extends Error {}

export interface Segment {
  readonly key: string;
  /** 64 hex digits. */
  readonly sha256: string;
  readonly bytes: Buffer;
}

const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const time = z.number().int();
const idOf = <T extends AnyId>() => z.custom<T>((value) => typeof value === 'string' && isId(value));
const KINDS = new Set(Object.keys(EVENTS));

const eventSchema = z.strictObject({
  seq,
  id: idOf<EventId>(),
  kind: z.custom<EventKind>((value) => typeof value === 'string' && KINDS.has(value)),
  senderId: idOf<UserId>().nullable(),
  clientId: z.custom<ClientId>((value) => typeof value === 'string' && parseClientId(value) === value).nullable(),
  count: seq,
  text: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  replyToSeq: seq.nullable(),
  targetSeq: seq.nullable(),
  asOfSeq: seq,
  previousText: z.string().nullable(),
  createdAt: time,
  editedAt: time.nullable(),
  recalledAt: time.nullable(),
});

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  conversationId: idOf<ConversationId>(),
  fromSeq: seq,
  toSeq: seq,
  count: seq,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

function hashOf(header: Omit<z.output<typeof headerSchema>, 'sha256'>, body: Uint8Array): string {
  const { format, version, conversationId, fromSeq, toSeq, count } = header;
  const fields = JSON.stringify([format, version, conversationId, fromSeq, toSeq, count]);
  return createHash('sha256').update(fields).update('\n').update(body).digest('hex');
}

/** Contiguous events of one log, at least one, as an object. The same events make the same bytes. */
export function encodeSegment(conversationId: ConversationId, events: readonly ArchivedEvent[]): Segment {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last || last.seq - first.seq + 1 !== events.length) throw new Error('a segment holds events without a hole');
  const body = zstdCompressSync(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const header = {
    format: FORMAT,
    version: VERSION,
    conversationId,
    fromSeq: first.seq,
    toSeq: last.seq,
    count: events.length,
  } as const;
  const sha256 = hashOf(header, body);
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), body]);
  return { key: `segments/${conversationId}/${first.seq}-${last.seq}-${sha256}.seg`, sha256, bytes };
}

export interface Expected {
  readonly conversationId: ConversationId;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly sha256: string;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SegmentFault(`${what} is not JSON`, { cause: error });
  }
}

function readHeader(bytes: Buffer, end: number): z.output<typeof headerSchema> {
  const parsed = headerSchema.safeParse(parseJson(bytes.toString('utf8', 0, Math.max(end, 0)), 'the header'));
  if (!parsed.success) throw new SegmentFault('the header is not one of this version');
  if (bytes.toString('utf8', 0, end) !== JSON.stringify(parsed.data)) throw new SegmentFault('the header was altered');
  return parsed.data;
}

function unpack(body: Buffer): string {
  try {
    return zstdDecompressSync(body, { maxOutputLength: MAX_BODY }).toString('utf8');
  } catch (error) {
    throw new SegmentFault('the body cannot be decompressed', { cause: error });
  }
}

/** The events of the object, when it is the expected one to the last byte. Throws SegmentFault. */
export function decodeSegment(bytes: Buffer, expected: Expected): ArchivedEvent[] {
  const end = bytes.indexOf(0x0a);
  const header = readHeader(bytes, end);
  const body = bytes.subarray(end + 1);
  if (hashOf(header, body) !== header.sha256) throw new SegmentFault('its bytes are not those of its hash');
  const named = `${header.conversationId} ${header.fromSeq}-${header.toSeq} ${header.sha256}`;
  if (named !== `${expected.conversationId} ${expected.fromSeq}-${expected.toSeq} ${expected.sha256}`) {
    throw new SegmentFault('it is the object of other events');
  }
  const lines = unpack(body).split('\n');
  if (lines.pop() !== '' || lines.length !== header.count) throw new SegmentFault('it holds another number of events than it says');
  return lines.map((line, i) => {
    const parsed = eventSchema.safeParse(parseJson(line, 'an event'));
    if (!parsed.success || parsed.data.seq !== header.fromSeq + i)
      throw new SegmentFault(`its event ${header.fromSeq + i} is not readable`);
    return parsed.data;
  });
}
