// The ports of pages that few people open.
import type { AdminPort } from './admin.ts';
import type { DeskSetupPort } from './desk-setup.ts';

export interface LaterPorts {
  readonly admin: AdminPort;
  readonly setup: DeskSetupPort;
}
