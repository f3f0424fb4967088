// What the visitors and agents of the replay ask the public API for.

const EVENT = 'conversationId seq kind senderId clientId text';

export const SIGN_IN = `mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { token user { id } } }`;
export const SIGN_UP = `mutation($handle: String!, $name: String!, $email: String!, $password: String!) {
  signUp(handle: $handle, name: $name, email: $email, password: $password) { token user { id } }
}`;
export const START_VISITOR = 'mutation($siteKey: ID!) { startVisitor(siteKey: $siteKey) { token user { id } } }';
export const TIMELINE = `subscription { timeline { head entries { kind conversationId events { ${EVENT} } } hint { conversationId head } reset { reason } signal } }`;
export const EVENTS = `query($id: ID!, $after: Seq) { events(conversationId: $id, after: $after, limit: 200) { hasAfter events { ${EVENT} } } }`;
export const SEND = 'mutation($input: SendInput!) { send(input: $input) { seq } }';

const TICKET = 'id number state conversationId version visitor { id handle } assignee { id handle }';
export const OPEN_TICKET = `mutation($departmentId: ID!, $clientId: ID!, $text: String!) {
  openTicket(departmentId: $departmentId, clientId: $clientId, text: $text) { ${TICKET} notesConversationId }
}`;
export const READ_TICKET = `query($id: ID!) { ticket(id: $id) { ${TICKET} notesConversationId } }`;
export const MY_OFFERS = `query { myOffers { ticket { ${TICKET} } } }`;
export const DESK = `subscription { desk { offer { ticket { ${TICKET} } } offerEnded ticket { ${TICKET} } agent { user { id } capacity load } } }`;
export const ACCEPT = `mutation($id: ID!) { acceptOffer(ticketId: $id) { ${TICKET} } }`;
export const DECLINE = `mutation($id: ID!) { declineOffer(ticketId: $id, reason: "The replay answers its own talks alone.") }`;
export const SET_STATE = `mutation($id: ID!, $state: TicketState!) { setTicketState(ticketId: $id, state: $state) { ${TICKET} } }`;
export const RATE = 'mutation($id: ID!, $score: Int!) { rate(ticketId: $id, score: $score) }';
export const SET_AGENT_STATE =
  'mutation($state: AgentState!, $capacity: Int) { setAgentState(state: $state, capacity: $capacity) { load } }';

export const DEPARTMENTS = 'query($siteKey: ID!) { departments(siteKey: $siteKey) { id name } }';
export const CREATE_DEPARTMENT = 'mutation($name: String!) { createDepartment(name: $name) { id name } }';
export const CREATE_SITE_KEY = 'mutation($name: String!, $origins: [String!]!) { createSiteKey(name: $name, origins: $origins) }';
export const SET_AGENT = `mutation($userId: ID!, $departmentIds: [ID!]!, $capacity: Int!) {
  setAgent(userId: $userId, departmentIds: $departmentIds, capacity: $capacity) { departmentIds }
}`;
export const AGENTS = 'query { agents { user { id } capacity load departmentIds } }';
