// What the door of messages gives and takes. Errors are AppErrors.
import type { z } from 'zod';
import type { editInput, reactInput, reactorsInput, recallInput } from '../../../core/protocol/commands.ts';
import type { WireEvent, WireReactors, WireSendResult } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';

export interface Messages {
  /**
   * `input` as it came from outside: it is parsed here, because a send that does not validate still uses up its clientSeq
   * and its key, as far as those and the conversation can be read.
   */
  send(actor: Actor, input: unknown): Promise<WireSendResult>;
  /** These answer the message as it is now; repeated, they append nothing. */
  edit(actor: Actor, input: z.output<typeof editInput>): Promise<WireEvent>;
  recall(actor: Actor, input: z.output<typeof recallInput>): Promise<WireEvent>;
  react(actor: Actor, input: z.output<typeof reactInput>): Promise<WireEvent>;
  /** Who has reacted, by emoji (history/index.ts). */
  reactors(actor: Actor, input: z.output<typeof reactorsInput>): Promise<WireReactors[]>;
}
