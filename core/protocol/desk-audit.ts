// What the desk's log of set-up and overrides records. Names are stored: never renamed.

export const AUDIT_DEEDS = [
  'departmentCreated',
  'departmentChanged',
  'departmentArchived',
  'agentSet',
  'agentRemoved',
  'agentSkills',
  'agentState',
  'cannedCreated',
  'cannedChanged',
  'cannedRemoved',
  'siteKeyCreated',
  'siteKeyChanged',
  'siteKeySecret',
  'siteKeyRevoked',
  'ticketTakenOver',
  'ticketOverCapacity',
  'visitorVip',
] as const;
export type AuditDeed = (typeof AUDIT_DEEDS)[number];

export type AuditFacts = Readonly<Record<string, unknown>>;

/** Of two states the fields that differ, as they were and as they are. Null: a state that there was not. */
export function differences(before: AuditFacts | null, after: AuditFacts | null): { before: AuditFacts | null; after: AuditFacts | null } {
  if (before === null || after === null) return { before, after };
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const of = (facts: AuditFacts) => Object.fromEntries(changed.flatMap((key) => (key in facts ? [[key, facts[key]]] : [])));
  return { before: of(before), after: of(after) };
}
