// The last parts of administration's addresses. Apart from what the sections look like: every page knows its addresses.

/** Of the desk: by who administers it, whoever administers the installation among them. */
export const DESK_SECTIONS = ['guide', 'departments', 'agents', 'replies', 'sites', 'audit'] as const;
export type DeskSection = (typeof DESK_SECTIONS)[number];

const SECTION_IDS = ['accounts', 'invitations', 'operations', ...DESK_SECTIONS] as const;
export type AdminSection = (typeof SECTION_IDS)[number];

/** The section of an address; undefined: there is none of that name. */
export function parseAdminSection(text: string): AdminSection | undefined {
  return SECTION_IDS.find((id) => id === text);
}

export function isDeskSection(section: AdminSection): section is DeskSection {
  return DESK_SECTIONS.some((id) => id === section);
}
