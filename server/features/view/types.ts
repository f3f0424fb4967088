// What the use cases of saved lists are made from, and what others see of them.
import type { z } from 'zod';
import type { createViewInput, updateViewInput } from '../../../core/protocol/desk-view-commands.ts';
import type { WireDeskView } from '../../../core/protocol/desk-views.ts';
import type { DeskViewId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Agents } from '../agent/index.ts';

export interface ViewDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly agents: Pick<Agents, 'mustBe'>;
}

/** Everybody of the desk has their own; the team's are a supervisor's to change. Refusals as of the desk: NOT_FOUND, FORBIDDEN. */
export interface Views {
  /** The team's, then one's own; each by name. */
  list(actor: Actor): Promise<WireDeskView[]>;
  /** @throws CONFLICT `too_many` */
  create(actor: Actor, input: z.output<typeof createViewInput>): Promise<WireDeskView>;
  /** Its owner too: one's own becomes the team's, or the team's the supervisor's own. @throws NOT_FOUND; FORBIDDEN; CONFLICT `too_many` */
  update(actor: Actor, input: z.output<typeof updateViewInput>): Promise<WireDeskView>;
  /** @throws NOT_FOUND; FORBIDDEN */
  remove(actor: Actor, id: DeskViewId): Promise<void>;
}
