// The schema that is served holds the contract: what clients outside build on must not lose a name, a type or a default.
import { buildSchema, isEnumType, isInputObjectType, isObjectType, isUnionType, print, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import { SDL } from './sdl.ts';

const schema = buildSchema(SDL);

const OBJECTS: Record<string, string> = {
  User: 'id: ID!, handle: String, name: String!, avatarUrl: String, kind: UserKind!',
  Conversation:
    'id: ID!, kind: ConversationKind!, fanOut: FanOut!, title: String, head: Seq!, readSeq: Seq!, unread: Int!, mentions: Int!, role: Role!, memberCount: Int!, members(first: Int = 100, after: ID): [Member!]!, lastMessage: Event, peer: User',
  Member: 'user: User!, role: Role!, readSeq: Seq!, deliveredSeq: Seq!, joinedSeq: Seq!',
  Event:
    'conversationId: ID!, seq: Seq!, id: ID!, kind: String!, senderId: ID, clientId: ID, text: String, attachments: [Attachment!]!, reactions: [Reaction!]!, replyToSeq: Seq, targetSeq: Seq, data: JSON, createdAt: DateTime!, editedAt: DateTime, recalledAt: DateTime, asOfSeq: Seq!',
  Reaction: 'emoji: String!, count: Int!, mine: Boolean!',
  Attachment:
    'id: ID!, kind: String!, name: String!, mime: String!, bytes: Seq!, width: Int, height: Int, durationMs: Int, url: String!, thumbnailUrl: String',
  Entry: 'pos: Seq!, kind: String!, conversationId: ID, fromSeq: Seq, toSeq: Seq, events: [Event!]!, data: JSON',
  Snapshot: 'cursor: String!, conversations: [Conversation!]!',
  PullPage: 'entries: [Entry!]!, cursor: String!, head: Seq!, more: Boolean!',
  Reset: 'reason: String!',
  Frame: 'entries: [Entry!], hint: Hint, head: Seq, reset: Reset, signal: JSON',
  Hint: 'conversationId: ID!, head: Seq!',
  EventPage: 'events: [Event!]!, head: Seq!, hasBefore: Boolean!, hasAfter: Boolean!',
  SendResult: 'id: ID!, seq: Seq!, createdAt: DateTime!, duplicate: Boolean!',
  AuthResult: 'token: String!, user: User!',
  Unread: 'total: Int!, conversations: [UnreadCount!]!',
  UnreadCount: 'id: ID!, unread: Int!',
  DeviceInput: 'kind: TerminalKind!, name: String',
  SendInput:
    'conversationId: ID!, clientId: ID!, lane: ID, clientSeq: Seq, text: String, attachmentIds: [ID!], replyToSeq: Seq, mentionUserIds: [ID!], mentionAll: Boolean, readSeq: Seq',
  Query:
    'me: User!, endpoints: [String!]!, findUsers(text: String!, first: Int = 20): [User!]!, users(ids: [ID!]!): [User!]!, snapshot: Snapshot!, pull(after: String!, limit: Int = 200): PullResult!, conversation(id: ID!): Conversation!, findMembers(conversationId: ID!, text: String!, first: Int = 100, after: ID): [Member!]!, events(conversationId: ID!, before: Seq, after: Seq, limit: Int = 50): EventPage!, search(text: String!, conversationId: ID, first: Int = 20): [Event!]!, unread: Unread!, site(siteKey: ID!): Site!, departments(siteKey: ID!): [Department!]!, ticket(id: ID!): Ticket!, tickets(view: String = "mine", departmentId: ID, first: Int = 50, after: ID): TicketPage!, myOffers: [Offer!]!, agents(departmentId: ID): [Agent!]!, decisions(ticketId: ID!): [Decision!]!, lastWords(ticketIds: [ID!]!): [TicketWords!]!',
  Mutation:
    'signUp(handle: String!, name: String!, email: String!, password: String!, device: DeviceInput, invitation: String): AuthResult!, signIn(email: String!, password: String!, device: DeviceInput): AuthResult!, signOut: Boolean!, openDirect(userId: ID!): Conversation!, createGroup(title: String!, memberIds: [ID!]!, kind: ConversationKind = GROUP): Conversation!, addMembers(conversationId: ID!, userIds: [ID!]!): Conversation!, removeMember(conversationId: ID!, userId: ID!): Boolean!, leave(conversationId: ID!): Boolean!, rename(conversationId: ID!, title: String!): Conversation!, setRole(conversationId: ID!, userId: ID!, role: Role!): Conversation!, send(input: SendInput!): SendResult!, edit(conversationId: ID!, seq: Seq!, text: String!): Event!, recall(conversationId: ID!, seq: Seq!): Event!, react(conversationId: ID!, seq: Seq!, emoji: String!, on: Boolean = true): Event!, markRead(conversationId: ID!, seq: Seq!): Conversation!, typing(conversationId: ID!, on: Boolean = true): Boolean!, ack(cursor: String!): Boolean!, startVisitor(siteKey: ID!, token: String, identity: String): AuthResult!, setVisitorAttributes(attributes: JSON!): Boolean!, pageViewed(url: String!, title: String!): Boolean!, openTicket(departmentId: ID!, clientId: ID!, text: String!, fields: JSON): Ticket!, rate(ticketId: ID!, score: Int!, comment: String): Boolean!, acceptOffer(ticketId: ID!): Ticket!, declineOffer(ticketId: ID!, reason: String): Boolean!, takeTicket(ticketId: ID!): Ticket!, transferTicket(ticketId: ID!, toAgentId: ID, toDepartmentId: ID, note: String): Ticket!, setTicketState(ticketId: ID!, state: TicketState!, until: DateTime): Ticket!, setAgentState(state: AgentState!, capacity: Int, reason: String): Agent!, createDepartment(name: String!): Department!, createSiteKey(name: String!, origins: [String!]!): ID!, setAgent(userId: ID!, departmentIds: [ID!]!, role: String = "agent", capacity: Int = 5): Agent!, updateTicket(ticketId: ID!, priority: Int, subject: String, tags: [String!], skills: [TicketSkillInput!]): Ticket!, mergeTickets(ticketId: ID!, intoId: ID!): Ticket!, setVip(visitorId: ID!, vip: Boolean!): Boolean!',
  Site: 'id: ID!, name: String!, color: String!, side: String!, greeting: Words!, away: Words!, fields: [SiteField!]!, language: String!, requireDepartment: Boolean!, enforced: Boolean!, departments: [Department!]!',
  SiteField: 'name: String!, label: Words!, kind: String!, required: Boolean!, options: [String!]!',
  Words: 'en: String!, zh: String!',
  Department: 'id: ID!, name: String!, open: Boolean!, opensAt: DateTime, timeZone: String, away: Words, waiting: Int!',
  Agent: 'user: User!, state: AgentState!, stateReason: String, capacity: Int!, load: Int!, departmentIds: [ID!]!',
  Ticket:
    'id: ID!, number: Int!, state: TicketState!, department: Department!, priority: Int!, subject: String, tags: [String!]!, conversationId: ID!, notesConversationId: ID, visitor: User!, assignee: User, createdAt: DateTime!, waitingSince: DateTime, position: Int, estimatedWaitMs: Seq, fields: JSON, rating: Int, ratingComment: String, version: Seq!, openedAt: DateTime, answeredAt: DateTime, snoozedUntil: DateTime, nobodyAnswers: Boolean, lastWords: LastWords, vip: Boolean!, skills: [TicketSkill!]',
  LastWords: 'at: DateTime!, authorId: ID, text: String',
  TicketWords: 'ticketId: ID!, lastWords: LastWords',
  TicketSkill: 'skill: String!, level: Int!, required: Boolean!',
  TicketSkillInput: 'skill: String!, level: Int!, required: Boolean!',
  Offer: 'ticket: Ticket!, expiresAt: DateTime!, leftMs: Int!',
  TicketPage: 'tickets: [Ticket!]!, total: Int!, after: ID',
  DeskFrame: 'offer: Offer, offerEnded: ID, ticket: Ticket, agent: Agent, talk: Hint',
  Decision: 'at: DateTime!, outcome: String!, agent: User, strategy: String!, candidates: [Candidate!]!, passedOver: JSON!',
  Subscription: 'timeline(after: String): Frame!, desk: DeskFrame!',
};

const ENUMS: Record<string, string[]> = {
  ConversationKind: ['DIRECT', 'GROUP', 'CHANNEL', 'SUPPORT', 'NOTES'],
  FanOut: ['WRITE', 'READ'],
  Role: ['OWNER', 'ADMIN', 'MEMBER'],
  UserKind: ['PERSON', 'BOT', 'VISITOR'],
  TerminalKind: ['WEB', 'ANDROID', 'IOS', 'DESKTOP', 'BOT'],
  AgentState: ['ONLINE', 'AWAY', 'OFFLINE'],
  TicketState: ['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED', 'RESOLVED', 'CLOSED'],
};

test('[api] the text is a valid schema', () => {
  expect(validateSchema(schema)).toEqual([]);
});

/** A type as `OBJECTS` writes it. */
function written(name: string): string | null {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) return null;
  const fields = Object.values(type.getFields()).map((field) => field.astNode && print({ ...field.astNode, description: undefined }));
  return fields.join(', ');
}

test.each(Object.entries(OBJECTS))('[api] %s keeps its fields, arguments and defaults', (name, fields) => {
  expect(written(name)).toBe(fields);
});

test('[api] enums and the union keep their members', () => {
  const enums = Object.keys(ENUMS).map((name) => {
    const type = schema.getType(name);
    return [name, isEnumType(type) ? type.getValues().map((value) => value.name) : null];
  });
  expect(Object.fromEntries(enums)).toEqual(ENUMS);
  const union = schema.getType('PullResult');
  expect(isUnionType(union) && union.getTypes().map((type) => type.name)).toEqual(['PullPage', 'Reset']);
});
