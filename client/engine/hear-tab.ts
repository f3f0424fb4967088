// What another tab says, and which part of the engine it goes to.
import type { TabMessage } from './device.ts';
import type { Drafts } from './drafts.ts';
import type { Mode } from './mode.ts';
import type { Outbox } from './outbox.ts';
import type { SharedStream } from './shared-stream.ts';
import type { Sync } from './sync.ts';

interface Parts {
  readonly stream: SharedStream;
  readonly outbox: Outbox;
  readonly drafts: Drafts<string>;
  readonly modes: Drafts<Mode>;
  readonly sync: Sync;
  follows(): boolean;
  /** Of a leader: its stream stands, or another one is being opened in its place. */
  isUp(): boolean;
  /** To the other tabs. */
  tell(message: TabMessage): void;
}

export function hearTab(parts: Parts, message: TabMessage): void {
  const { stream, outbox, drafts, modes } = parts;
  switch (message.kind) {
    case 'hello':
      if (!parts.follows()) void tellState(parts);
      break;
    case 'answer':
      outbox.heldBy(message.outbox);
      stream.answered(message.up, message.head);
      break;
    case 'frame':
      stream.frame(message.frame);
      break;
    case 'down':
      stream.down(message.why);
      break;
    case 'item':
      outbox.take(message.item, message.tried);
      break;
    case 'note':
      outbox.noted(message);
      break;
    case 'gone':
      outbox.gone(message.clientId);
      break;
    case 'discard':
      if (!parts.follows()) outbox.discard(message.clientId);
      break;
    case 'draft':
      drafts.heard(message.conversationId, message.text);
      break;
    case 'mode':
      modes.heard(message.conversationId, message.mode);
      break;
  }
}

/** With what the device keeps in it: a tab that died may have kept an item and not told it any more. */
export async function tellState({ isUp, outbox, sync, tell }: Parts): Promise<void> {
  await outbox.adopt();
  tell({ kind: 'answer', up: isUp(), head: sync.proof().head, outbox: outbox.clientIds() });
}
