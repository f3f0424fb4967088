// Who asks: made by the edge from a token, taken by every use case.
import type { TerminalKind } from '../../core/protocol/events.ts';
import type { TerminalId, UserId } from '../../core/protocol/ids.ts';

/** What a person may do with the installation, besides their own things. */
export const POWER = { none: 0, admin: 1, owner: 2 } as const;

export interface Actor {
  readonly userId: UserId;
  /** The session that the call came with. */
  readonly terminalId: TerminalId;
  readonly terminalKind: TerminalKind;
  /** POWER */
  readonly power: number;
  /** Somebody of a web site: server/edge/visitor-calls.ts says what they may call. */
  readonly isVisitor: boolean;
}
