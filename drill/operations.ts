// What the clients of the drill ask the public API for.

const EVENT = `conversationId seq id kind senderId clientId text targetSeq data recalledAt asOfSeq replyToSeq reactions { emoji count }`;
const ENTRY = `pos kind conversationId fromSeq toSeq data events { ${EVENT} }`;

export const TIMELINE = `subscription($after: String) {
  timeline(after: $after) { head entries { ${ENTRY} } hint { conversationId head } reset { reason } signal }
}`;
export const PULL = `query($after: String!) {
  pull(after: $after, limit: 200) { __typename ... on PullPage { entries { ${ENTRY} } cursor head more } ... on Reset { reason } }
}`;
export const SNAPSHOT = `query { snapshot { cursor conversations { id head readSeq unread lastMessage { ${EVENT} } } } }`;
export const UNREAD = `query { unread { total conversations { id unread } } }`;
export const EVENTS = `query($id: ID!, $after: Seq, $limit: Int) {
  events(conversationId: $id, after: $after, limit: $limit) { events { ${EVENT} } head hasAfter }
}`;
export const SEARCH = `query($text: String!) { search(text: $text) { ${EVENT} } }`;
export const SEND = `mutation($input: SendInput!) { send(input: $input) { id seq createdAt duplicate } }`;
export const EDIT = `mutation($id: ID!, $seq: Seq!, $value: String!) { edit(conversationId: $id, seq: $seq, text: $value) { seq } }`;
export const RECALL = `mutation($id: ID!, $seq: Seq!) { recall(conversationId: $id, seq: $seq) { seq } }`;
export const REACT = `mutation($id: ID!, $seq: Seq!, $value: String!) { react(conversationId: $id, seq: $seq, emoji: $value) { seq } }`;
export const MARK_READ = `mutation($id: ID!, $seq: Seq!) { markRead(conversationId: $id, seq: $seq) { readSeq } }`;
export const ADD = `mutation($id: ID!, $userIds: [ID!]!) { addMembers(conversationId: $id, userIds: $userIds) { head } }`;
export const REMOVE = `mutation($id: ID!, $userId: ID!) { removeMember(conversationId: $id, userId: $userId) }`;
export const LEAVE = `mutation($id: ID!) { leave(conversationId: $id) }`;
export const ACK = `mutation($cursor: String!) { ack(cursor: $cursor) }`;
export const OPEN_DIRECT = `mutation($userId: ID!) { openDirect(userId: $userId) { id } }`;
export const CREATE_GROUP = `mutation($title: String!, $memberIds: [ID!]!) { createGroup(title: $title, memberIds: $memberIds) { id } }`;
