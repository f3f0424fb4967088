// The table of all that keys do here: what a command is called, its key as it comes, where it works. The settings, the help
// sheet and the listener read this one table.

import type { Chord } from './chord.ts';

/** global: on every page; messenger: beside a list of conversations; desk: at the desk; composer: while writing; log: on a message with the focus. */
type Scope = 'global' | 'messenger' | 'desk' | 'composer' | 'log';

interface Row {
  readonly chord: Chord;
  readonly scope: Scope;
  /** Works while text is written too. */
  readonly typing: boolean;
  /** Cannot be given another key: it is listed for those who look it up, and its part of the page listens itself. */
  readonly fixed?: boolean;
  /** Goes on while the key is held. */
  readonly repeats?: boolean;
}

export const COMMANDS = {
  palette: { chord: 'Mod+K', scope: 'global', typing: true },
  help: { chord: 'Mod+/', scope: 'global', typing: true },
  newChat: { chord: 'Alt+Shift+N', scope: 'global', typing: true },
  newGroup: { chord: 'Alt+Shift+G', scope: 'global', typing: true },
  settings: { chord: 'Mod+,', scope: 'global', typing: true },
  regionNext: { chord: 'F6', scope: 'global', typing: true, repeats: true },
  regionBefore: { chord: 'Shift+F6', scope: 'global', typing: true, repeats: true },
  before: { chord: 'Alt+ArrowUp', scope: 'messenger', typing: true, repeats: true },
  next: { chord: 'Alt+ArrowDown', scope: 'messenger', typing: true, repeats: true },
  beforeUnread: { chord: 'Alt+Shift+ArrowUp', scope: 'messenger', typing: true },
  nextUnread: { chord: 'Alt+Shift+ArrowDown', scope: 'messenger', typing: true },
  panel: { chord: 'Mod+.', scope: 'messenger', typing: true },
  leave: { chord: 'Escape', scope: 'messenger', typing: true, fixed: true },
  deskNext: { chord: 'Alt+J', scope: 'desk', typing: true, repeats: true },
  deskBefore: { chord: 'Alt+K', scope: 'desk', typing: true, repeats: true },
  deskReply: { chord: 'Alt+L', scope: 'desk', typing: true },
  deskNote: { chord: 'Alt+P', scope: 'desk', typing: true },
  deskSnooze: { chord: 'Alt+M', scope: 'desk', typing: true },
  deskResolve: { chord: 'Alt+E', scope: 'desk', typing: true },
  deskTransfer: { chord: 'Alt+T', scope: 'desk', typing: true },
  deskMerge: { chord: 'Alt+Shift+M', scope: 'desk', typing: true },
  deskAccept: { chord: 'Alt+Shift+A', scope: 'desk', typing: true },
  deskDecline: { chord: 'Alt+Shift+D', scope: 'desk', typing: true },
  send: { chord: 'Enter', scope: 'composer', typing: true, fixed: true },
  newLine: { chord: 'Shift+Enter', scope: 'composer', typing: true, fixed: true },
  editLast: { chord: 'ArrowUp', scope: 'composer', typing: true, fixed: true },
  bold: { chord: 'Mod+B', scope: 'composer', typing: true, fixed: true },
  italic: { chord: 'Mod+I', scope: 'composer', typing: true, fixed: true },
  code: { chord: 'Mod+E', scope: 'composer', typing: true, fixed: true },
  walkUp: { chord: 'ArrowUp', scope: 'log', typing: false, fixed: true },
  walkDown: { chord: 'ArrowDown', scope: 'log', typing: false, fixed: true },
  reply: { chord: 'R', scope: 'log', typing: false },
  edit: { chord: 'E', scope: 'log', typing: false },
  react: { chord: '+', scope: 'log', typing: false },
  copy: { chord: 'C', scope: 'log', typing: false },
  recall: { chord: 'Delete', scope: 'log', typing: false },
} as const satisfies Readonly<Record<string, Row>>;

export type CommandId = keyof typeof COMMANDS;

/** The text that names a command. */
export function labelOf<I extends CommandId>(id: I): `keys.${I}` {
  return `keys.${id}`;
}

/** The row of a command, with all that it may say. */
export function commandOf(id: CommandId): Row {
  return COMMANDS[id];
}

function isCommandId(id: string): id is CommandId {
  return id in COMMANDS;
}

export const COMMAND_IDS: readonly CommandId[] = Object.keys(COMMANDS).filter(isCommandId);

/** As the settings and the help sheet show them. */
export const GROUPS = [
  { title: 'keys.groupGlobal', scope: 'global' },
  { title: 'keys.groupMessenger', scope: 'messenger' },
  { title: 'keys.groupDesk', scope: 'desk' },
  { title: 'keys.groupComposer', scope: 'composer' },
  { title: 'keys.groupLog', scope: 'log' },
] as const;

export function idsOf(scope: Scope): readonly CommandId[] {
  return COMMAND_IDS.filter((id) => COMMANDS[id].scope === scope);
}
