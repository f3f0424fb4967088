// What a visitor may call: the one table over GraphQL and tRPC. What is in neither list a test finds; until then it is refused.
// To a visitor what they may not call does not exist (NOT_FOUND), and nobody has a handle, whatever answered.
import type { RateName } from '../../core/protocol/rates.ts';
import type { Actor } from '../platform/actor.ts';

/** For everybody, and so for visitors; what an answer shows of the desk is the use case's matter. */
const OPEN = [
  ...['Query.me', 'Query.endpoints', 'Query.snapshot', 'Query.pull', 'Query.conversation', 'Query.events', 'Query.unread'],
  ...['Query.users', 'Query.site', 'Query.departments', 'Query.ticket', 'Query.tickets', 'Conversation.members', 'Subscription.timeline'],
  ...['Mutation.signOut', 'Mutation.send', 'Mutation.edit', 'Mutation.recall', 'Mutation.react', 'Mutation.markRead'],
  ...['Mutation.typing', 'Mutation.ack'],
  ...['Mutation.startVisitor', 'Mutation.setVisitorAttributes', 'Mutation.pageViewed', 'Mutation.openTicket', 'Mutation.rate'],
  ...['account.me', 'account.signOut', 'account.users', 'conversation.snapshot', 'conversation.get', 'conversation.markRead'],
  ...['conversation.members', 'history.events', 'message.send', 'message.edit', 'message.recall', 'message.react'],
  ...['presence.typing', 'timeline.pull', 'timeline.ack', 'unread.counts'],
  ...['desk.openTicket', 'desk.ticket', 'desk.tickets', 'desk.rate'],
  ...['visitor.start', 'visitor.site', 'visitor.setAttributes', 'visitor.pageViewed'],
] as const;

/** For people alone: the messenger's, the desk's, administration. */
const PEOPLE = [
  ...['Query.findUsers', 'Query.findMembers', 'Query.search', 'Query.agents', 'Query.myOffers', 'Query.lastWords'],
  ...['Mutation.signUp', 'Mutation.signIn', 'Mutation.openDirect', 'Mutation.createGroup', 'Mutation.addMembers'],
  ...['Mutation.removeMember', 'Mutation.leave', 'Mutation.rename', 'Mutation.setRole'],
  ...['Mutation.setAgentState', 'Mutation.createDepartment', 'Mutation.createSiteKey', 'Mutation.setAgent'],
  ...['Mutation.acceptOffer', 'Mutation.declineOffer', 'Mutation.takeTicket', 'Mutation.transferTicket', 'Mutation.setTicketState'],
  ...['Mutation.updateTicket', 'Mutation.mergeTickets', 'Mutation.setVip', 'desk.updateTicket', 'desk.mergeTickets', 'desk.setVip'],
  ...['account.entrance', 'account.signUp', 'account.signIn', 'account.demoSignIn', 'account.changePassword', 'account.terminals'],
  ...['account.revokeTerminal', 'account.updateProfile', 'account.findUsers'],
  ...['admin.overview', 'admin.operations', 'admin.accounts', 'admin.disable', 'admin.enable', 'admin.signOut', 'admin.setAdmin'],
  ...['admin.resetPassword', 'admin.invitations', 'admin.createInvitation', 'admin.revokeInvitation'],
  ...['conversation.openDirect', 'conversation.createGroup', 'conversation.addMembers', 'conversation.removeMember'],
  ...['conversation.leave', 'conversation.rename', 'conversation.setRole', 'conversation.setPrefs'],
  ...['message.reactors', 'presence.of', 'unread.why'],
  ...[
    'Query.decisions',
    'Query.ticketHistory',
    'Subscription.desk',
    'desk.decisions',
    'desk.history',
    'desk.filtered',
    'desk.countFiltered',
    'desk.look',
    'desk.me',
    'desk.departments',
    'desk.agents',
    'desk.skills',
    'desk.ticketsOfNotes',
    'desk.lastWords',
    'desk.setAgentState',
  ],
  ...['desk.myOffers', 'desk.acceptOffer', 'desk.declineOffer', 'desk.takeTicket', 'desk.transferTicket', 'desk.setTicketState'],
  ...['deskSetup.deskStart', 'deskSetup.departmentSetups', 'deskSetup.createDepartment', 'deskSetup.updateDepartment'],
  ...['deskSetup.archiveDepartment', 'deskSetup.staff', 'deskSetup.setAgent', 'deskSetup.removeAgent', 'deskSetup.setSkills'],
  ...['deskSetup.setAgentStateOf', 'deskSetup.auditLog'],
  ...['canned.cannedReplies', 'canned.createCannedReply', 'canned.updateCannedReply', 'canned.removeCannedReply'],
  ...['view.views', 'view.createView', 'view.updateView', 'view.removeView'],
  ...['board.deskBoard', 'board.deskWaiting', 'board.deskHeld'],
  ...['visitor.card', 'visitor.siteKeys', 'visitor.createSiteKey', 'visitor.updateSiteKey', 'visitor.rotateSecret'],
  'visitor.revokeSiteKey',
] as const;

export const CALLS: { readonly open: readonly string[]; readonly people: readonly string[] } = { open: OPEN, people: PEOPLE };

const open: ReadonlySet<string> = new Set(OPEN);

/** `call`: `Type.field` of GraphQL, or the path of a procedure. */
export function mayCall(actor: Actor | null, call: string): boolean {
  return !actor?.isVisitor || open.has(call);
}

/** A visitor writes at a person's pace. */
export function rateOf(actor: Actor | null, name: RateName): RateName {
  return actor?.isVisitor && name === 'send' ? 'visitorSend' : name;
}

/** An answer as its reader may see it. It is copied where something differs: what a feature answered may be shared. */
export function shownTo<T>(actor: Actor | null, answer: T): T {
  return actor?.isVisitor ? (withoutHandles(answer) as T) : answer;
}

function withoutHandles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHandles);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, name === 'handle' ? null : withoutHandles(field)]));
}

/** What becomes a JSON object of fields; a Date or a Map is none. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
