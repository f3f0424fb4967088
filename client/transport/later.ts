// The ports of pages that few people open: they come with those pages, not with the first load.
import type { LaterPorts } from '../engine/later.ts';
import { createAdminPort } from './admin.ts';
import type { Calls } from './call.ts';
import { createDeskSetupPort } from './desk-setup.ts';

export function createLaterPorts(calls: Calls): LaterPorts {
  return { admin: createAdminPort(calls), setup: createDeskSetupPort(calls) };
}
