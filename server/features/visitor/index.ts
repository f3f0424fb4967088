// The door of what strangers of a web site meet: who they are, their site, what the desk knows of them. README.md tells the rules.
import { createCards } from './card.ts';
import { createSites } from './sites.ts';
import { startVisitor } from './start.ts';
import type { VisitorDeps, Visitors } from './types.ts';

export type { VisitorDeps, Visitors } from './types.ts';

export function createVisitors(deps: VisitorDeps): Visitors {
  return { start: (input, caller) => startVisitor(deps, input, caller), ...createSites(deps), ...createCards(deps) };
}
