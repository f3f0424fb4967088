// What the use cases of administration are made from.

import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { InstanceView, LiveSample, PartsView, RecentError, SlowCommand } from '../../../core/protocol/operations.ts';
import type { Db } from '../../platform/db.ts';
import type { Accounts } from '../account/index.ts';

export interface Connected {
  readonly terminalId: TerminalId;
  readonly terminalKind: TerminalKind;
}

/** What this instance knows of itself. */
export interface Operations {
  readonly instance: string;
  readonly startedAt: Date;
  readonly slowMs: number;
  samples(): readonly LiveSample[];
  slowCommands(): readonly SlowCommand[];
  errors(): readonly RecentError[];
  instances(): readonly InstanceView[];
  /** The devices with an open stream here. */
  connected(): readonly Connected[];
  parts(): Promise<PartsView>;
}

export interface AdminDeps {
  readonly db: Db;
  readonly accounts: Accounts;
  readonly operations: Operations;
}
