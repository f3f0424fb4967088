// What the visitors and agents of the drill ask the public API for.

const TICKET = 'id state conversationId assignee { id }';

export const CREATE_DEPARTMENT = 'mutation($name: String!) { createDepartment(name: $name) { id } }';
export const CREATE_SITE_KEY = 'mutation($name: String!, $origins: [String!]!) { createSiteKey(name: $name, origins: $origins) }';
export const SET_AGENT = `mutation($userId: ID!, $departmentIds: [ID!]!, $role: String!, $capacity: Int!) {
  setAgent(userId: $userId, departmentIds: $departmentIds, role: $role, capacity: $capacity) { load }
}`;
export const START_VISITOR = 'mutation($siteKey: ID!) { startVisitor(siteKey: $siteKey) { token user { id } } }';
export const OPEN_TICKET = `mutation($departmentId: ID!, $clientId: ID!, $text: String!) {
  openTicket(departmentId: $departmentId, clientId: $clientId, text: $text) { ${TICKET} }
}`;
export const READ_TICKET = `query($id: ID!) { ticket(id: $id) { ${TICKET} } }`;
export const DESK = `subscription { desk { offer { ticket { ${TICKET} } } offerEnded ticket { ${TICKET} } agent { load } } }`;
export const AGENT_STATE = 'mutation($state: AgentState!) { setAgentState(state: $state) { load } }';
export const MY_OFFERS = `query { myOffers { ticket { ${TICKET} } } }`;
export const MY_TICKETS = `query($view: String!) { tickets(view: $view, first: 200) { tickets { ${TICKET} } } }`;
export const ACCEPT = `mutation($id: ID!) { acceptOffer(ticketId: $id) { ${TICKET} } }`;
export const DECLINE = 'mutation($id: ID!) { declineOffer(ticketId: $id) }';
export const TRANSFER = `mutation($id: ID!, $toAgentId: ID, $toDepartmentId: ID) {
  transferTicket(ticketId: $id, toAgentId: $toAgentId, toDepartmentId: $toDepartmentId) { ${TICKET} }
}`;
export const SET_STATE = `mutation($id: ID!, $state: TicketState!, $until: DateTime) {
  setTicketState(ticketId: $id, state: $state, until: $until) { ${TICKET} }
}`;
