// What of the desk goes over the wire, as desk.graphql describes it. Times are ISO 8601, UTC, milliseconds.
import type { AgentState } from './desk.ts';
import type { DepartmentId } from './ids.ts';
import type { WireUser } from './wire.ts';

export interface WireDepartment {
  id: DepartmentId;
  name: string;
  open: boolean;
  /** Null: it is open, or nobody knows. */
  opensAt: string | null;
  /** Tickets in its queue. */
  waiting: number;
}

export interface WireAgent {
  user: WireUser;
  state: AgentState;
  capacity: number;
  load: number;
  departmentIds: DepartmentId[];
}
