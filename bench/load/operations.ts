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
