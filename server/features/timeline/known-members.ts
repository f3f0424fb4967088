// The members of conversations with write fan-out as the last batch left them: a group of 500 is not read again for each
// message. What is here is only offered: it counts where the locked conversation has the same `member_version`, which each join,
// leave and role raises in the same transaction. A version says nothing about another history (a restored database, a replica
// that fell behind and was promoted), but nobody gets there without a new connection: with each of those all is forgotten.
import type { MemberState } from '../../../core/conversation/members.ts';
import type { ConversationState } from '../../../core/conversation/state.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';

/** Rows of all conversations together, some 200 bytes each. */
const MAX_ROWS = 100_000;

export interface Known {
  readonly kind: ConversationState['kind'];
  readonly version: number;
  readonly members: readonly MemberState[];
}

export class KnownMembers {
  private readonly known = new Map<ConversationId, Known>();
  private rows = 0;
  /** Rises when all is forgotten: what was read before is not learned after. */
  private age = 0;
  private readonly most: number;

  constructor(writers: Pick<Pool, 'on'>, most = MAX_ROWS) {
    this.most = most;
    writers.on('connect', () => this.forget());
  }

  get generation(): number {
    return this.age;
  }

  of(id: ConversationId): Known | undefined {
    return this.known.get(id);
  }

  /** After the commit of a transaction that began in this generation. */
  learn(states: Iterable<ConversationState>, generation: number): void {
    if (generation !== this.age) return;
    for (const state of states) {
      if (this.known.get(state.id)?.version === state.memberVersion && state.fanOut === 'WRITE') continue;
      this.drop(state.id);
      if (state.fanOut === 'WRITE')
        this.put(state.id, { kind: state.kind, version: state.memberVersion, members: [...state.members.values()] });
    }
  }

  private put(id: ConversationId, known: Known): void {
    this.known.set(id, known);
    this.rows += known.members.length;
    for (const oldest of this.known.keys()) {
      if (this.rows <= this.most) return;
      this.drop(oldest);
    }
  }

  private drop(id: ConversationId): void {
    this.rows -= this.known.get(id)?.members.length ?? 0;
    this.known.delete(id);
  }

  private forget(): void {
    this.age += 1;
    this.known.clear();
    this.rows = 0;
  }
}
