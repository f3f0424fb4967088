// What a device has yet to send: a lane a conversation, several on their way at once, each tried under its key until it has
// a final answer. A device that forgets loses its lanes; what was on its way then may be in the log or not (S2).
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Device } from './device.ts';
import { SEND } from './operations.ts';
import type { Sent } from './record.ts';
import type { Recorder } from './recorder.ts';
import { Lost, type Reply } from './socket.ts';
import { sent as sentAnswer } from './wire.ts';

const IN_FLIGHT = 4;
const AGAIN_MS = 250;
/** Refusals after which the same message goes again under its key. */
const PASSING = new Set(['OUT_OF_ORDER', 'BUSY', 'RATE_LIMITED', 'INTERNAL', 'INTERNAL_SERVER_ERROR', 'UNAUTHENTICATED', 'NONE']);

/** Whether what is refused so goes again as it is. */
export const isPassing = (code: string) => PASSING.has(code);

export interface Draft {
  readonly conversationId: string;
  readonly text: string;
  readonly replyToSeq: number | null;
  readonly mentionUserIds: readonly string[];
  readonly readSeq: number | null;
}

interface Item {
  readonly sent: Sent;
  readonly draft: Draft;
  readonly settled: (stored: boolean) => void;
}

interface Lane {
  id: string;
  last: number;
  waiting: Item[];
  flying: number;
}

export class Outbox {
  private readonly device: Device;
  private readonly recorder: Recorder;
  private readonly lanes = new Map<string, Lane>();
  private readonly open = new Set<Item>();

  constructor(device: Device, recorder: Recorder) {
    this.device = device;
    this.recorder = recorder;
  }

  get size(): number {
    return this.open.size;
  }

  /** Null when it was refused, or forgotten. */
  async send(draft: Draft): Promise<Sent | null> {
    const lane = this.laneOf(draft.conversationId);
    lane.last += 1;
    const sent: Sent = {
      userId: this.device.account.id,
      device: this.device.name,
      lane: lane.id,
      clientSeq: lane.last,
      clientId: randomUUID(),
      conversationId: draft.conversationId,
      text: draft.text,
      askedAt: null,
      tries: 0,
      answers: [],
      givenUp: false,
    };
    this.recorder.sends.push(sent);
    const stored = await new Promise<boolean>((settled) => {
      lane.waiting.push({ sent, draft, settled });
      this.pump(lane);
    });
    return stored ? sent : null;
  }

  /** One more try of what was sent before; `text`: under another payload. */
  async again(sent: Sent, draft: Draft, text = draft.text): Promise<Reply | null> {
    try {
      return await this.device.ask(SEND, inputOf(sent, { ...draft, text }), true);
    } catch (error) {
      if (error instanceof Lost) return null;
      throw error;
    }
  }

  /** The memory of the device is gone: new lanes, and what had no answer is given up. */
  forget(): void {
    for (const { sent } of this.open) if (sent.answers.length === 0) sent.givenUp = true;
    for (const lane of this.lanes.values()) {
      for (const item of lane.waiting.splice(0)) {
        item.sent.givenUp = true;
        item.settled(false);
      }
    }
    this.lanes.clear();
  }

  private laneOf(conversationId: string): Lane {
    const found = this.lanes.get(conversationId);
    if (found) return found;
    const lane: Lane = { id: randomUUID(), last: 0, waiting: [], flying: 0 };
    this.lanes.set(conversationId, lane);
    return lane;
  }

  private pump(lane: Lane): void {
    while (lane.flying < IN_FLIGHT) {
      const item = lane.waiting.shift();
      if (!item) return;
      lane.flying += 1;
      this.open.add(item);
      void this.deliver(item).then((stored) => {
        lane.flying -= 1;
        this.open.delete(item);
        item.settled(stored);
        this.pump(lane);
      });
    }
  }

  /** Until it has a final answer. */
  private async deliver({ sent, draft }: Item): Promise<boolean> {
    while (!sent.givenUp) {
      sent.askedAt ??= this.recorder.now();
      sent.tries += 1;
      const reply = await this.try(sent, draft);
      if (reply && noteAnswer(sent, reply, this.recorder.now())) return 'data' in reply;
      await delay(AGAIN_MS + (reply && 'code' in reply ? reply.retryAfterMs : 0));
    }
    return false;
  }

  private async try(sent: Sent, draft: Draft): Promise<Reply | null> {
    try {
      return await this.device.ask(SEND, inputOf(sent, draft));
    } catch (error) {
      if (error instanceof Lost) return null;
      throw error;
    }
  }
}

function inputOf({ clientId, lane, clientSeq }: Sent, { mentionUserIds, ...draft }: Draft) {
  return { input: { clientId, lane, clientSeq, ...draft, mentionUserIds: [...mentionUserIds] } };
}

/** Writes a final answer down; false: it goes again. */
export function noteAnswer(sent: Sent, reply: Reply, at: number): boolean {
  if ('data' in reply) {
    const { seq, id, duplicate } = sentAnswer.parse(reply.data).send;
    sent.answers.push({ at, seq, id, duplicate, refused: null });
    return true;
  }
  if (isPassing(reply.code)) return false;
  sent.answers.push({ at, seq: null, id: null, duplicate: false, refused: reply.code });
  return true;
}
