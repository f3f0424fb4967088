// What the clients of the bench ask for: what a real client needs to show a message, no less.

export const TIMELINE = `subscription($after: String) {
  timeline(after: $after) {
    head
    entries {
      pos kind conversationId fromSeq toSeq
      events {
        conversationId seq id kind senderId clientId text replyToSeq targetSeq data createdAt editedAt recalledAt asOfSeq
        attachments { id kind name mime bytes url thumbnailUrl }
        reactions { emoji count mine }
      }
      data
    }
    hint { conversationId head }
    reset { reason }
    signal
  }
}`;

export const SEND = `mutation($input: SendInput!) { send(input: $input) { id seq createdAt duplicate } }`;
export const OPEN_DIRECT = `mutation($userId: ID!) { openDirect(userId: $userId) { id } }`;
export const CREATE_GROUP = `mutation($title: String!, $memberIds: [ID!]!) { createGroup(title: $title, memberIds: $memberIds) { id } }`;

/** As long as people's messages are. */
export const TEXT = 'A message of about sixty characters, as people write them, ok.';
