// What the use cases of canned replies are made from, and what others see of them.
import type { z } from 'zod';
import type { cannedRepliesInput, createCannedInput, updateCannedInput } from '../../../core/protocol/desk-setup-commands.ts';
import type { CannedReplyId } from '../../../core/protocol/ids.ts';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Agents } from '../agent/index.ts';

export interface CannedDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly agents: Pick<Agents, 'mustBe'>;
}

/** Everybody of the desk has their own; the team's are a supervisor's to change. Refusals as of the desk: NOT_FOUND, FORBIDDEN. */
export interface Canned {
  /**
   * One's own, and the team's of the departments that one answers in (a supervisor: of all), by shortcut; for a talk in one
   * department those that fit there.
   */
  list(actor: Actor, input: z.output<typeof cannedRepliesInput>): Promise<WireCannedReply[]>;
  /** @throws CONFLICT `taken`, field shortcut; CONFLICT `too_many`; NOT_FOUND: no such department */
  create(actor: Actor, input: z.output<typeof createCannedInput>): Promise<WireCannedReply>;
  /** @throws NOT_FOUND; FORBIDDEN; CONFLICT `taken`, field shortcut; BAD_INPUT: an own reply has no department */
  update(actor: Actor, input: z.output<typeof updateCannedInput>): Promise<WireCannedReply>;
  remove(actor: Actor, id: CannedReplyId): Promise<void>;
}
