// What the clients of the bench ask for: what a real client needs to show a message, no less.

const EVENT = `conversationId seq id kind senderId clientId text replyToSeq targetSeq data createdAt editedAt recalledAt asOfSeq
        attachments { id kind name mime bytes url thumbnailUrl }
        reactions { emoji count mine }`;
const ENTRY = `pos kind conversationId fromSeq toSeq data events { ${EVENT} }`;

export const TIMELINE = `subscription($after: String) {
  timeline(after: $after) { head entries { ${ENTRY} } hint { conversationId head } reset { reason } signal }
}`;
export const SEND = `mutation($input: SendInput!) { send(input: $input) { id seq createdAt duplicate } }`;
export const OPEN_DIRECT = `mutation($userId: ID!) { openDirect(userId: $userId) { id } }`;
export const CREATE_GROUP = `mutation($title: String!, $memberIds: [ID!]!) { createGroup(title: $title, memberIds: $memberIds) { id } }`;
export const PULL = `query($after: String!) {
  pull(after: $after, limit: 500) {
    ... on PullPage { cursor head more entries { ${ENTRY} } }
    ... on Reset { reason }
  }
}`;
export const CURSOR = `query { snapshot { cursor } }`;
export const SNAPSHOT = `query {
  snapshot {
    cursor
    conversations {
      id kind fanOut title head readSeq unread mentions role memberCount lastMessage { ${EVENT} }
    }
  }
}`;
export const EVENTS = `query($conversationId: ID!, $after: Seq) {
  events(conversationId: $conversationId, after: $after, limit: 500) { head hasAfter events { ${EVENT} } }
}`;

/** As long as people's messages are. */
export const TEXT = 'A message of about sixty characters, as people write them, ok.';

const DESK_TICKET = `id number state priority subject tags conversationId notesConversationId version position estimatedWaitMs createdAt waitingSince
    department { id name open opensAt waiting } visitor { id handle name avatarUrl kind } assignee { id handle name avatarUrl kind }`;

/** What an open desk shows. */
export const DESK = `subscription { desk {
  offer { expiresAt ticket { ${DESK_TICKET} } } offerEnded ticket { ${DESK_TICKET} }
  agent { state capacity load departmentIds user { id handle name avatarUrl kind } }
} }`;
export const START_VISITOR = 'mutation($siteKey: ID!) { startVisitor(siteKey: $siteKey) { token user { id } } }';
export const OPEN_TICKET = `mutation($departmentId: ID!, $clientId: ID!, $text: String!) {
  openTicket(departmentId: $departmentId, clientId: $clientId, text: $text) { id }
}`;
export const ACCEPT = 'mutation($id: ID!) { acceptOffer(ticketId: $id) { id state } }';
export const CLOSE = 'mutation($id: ID!) { setTicketState(ticketId: $id, state: CLOSED) { id state } }';
export const AGENT_STATE = 'mutation($state: AgentState!) { setAgentState(state: $state) { load } }';
export const CREATE_DEPARTMENT = 'mutation($name: String!) { createDepartment(name: $name) { id } }';
export const CREATE_SITE_KEY = 'mutation($name: String!, $origins: [String!]!) { createSiteKey(name: $name, origins: $origins) }';
export const SET_AGENT = `mutation($userId: ID!, $departmentIds: [ID!]!, $role: String!) {
  setAgent(userId: $userId, departmentIds: $departmentIds, role: $role) { load }
}`;
export const QUEUE = `query($departmentId: ID, $view: String!) { tickets(view: $view, departmentId: $departmentId) { total after tickets { ${DESK_TICKET} } } }`;
