// What is asked over the socket, in texts that never change: the server keeps a document by its text.

export const EVENT = `conversationId seq id kind senderId clientId text replyToSeq targetSeq data createdAt editedAt recalledAt asOfSeq
attachments { id kind name mime bytes width height durationMs url thumbnailUrl }
reactions { emoji count mine }`;

export const TIMELINE = `subscription ($after: String) { timeline(after: $after) {
entries { pos kind conversationId fromSeq toSeq data events { ${EVENT} } }
hint { conversationId head } head reset { reason } signal } }`;

/** Of a conversation: `types` and `given` of what else it takes, and what it asks of the answer. */
const command = (name: string, types: string, given: string, asks = '') =>
  `mutation ($c: ID!, ${types}) { ${name}(conversationId: $c, ${given})${asks && ` { ${asks} }`} }`;

export const SEND = 'mutation ($input: SendInput!) { send(input: $input) { id seq createdAt duplicate } }';
export const EDIT = command('edit', '$s: Seq!, $t: String!', 'seq: $s, text: $t', EVENT);
export const RECALL = command('recall', '$s: Seq!', 'seq: $s', EVENT);
export const REACT = command('react', '$s: Seq!, $e: String!, $on: Boolean', 'seq: $s, emoji: $e, on: $on', EVENT);
/** What it moves comes by the timeline. */
export const MARK_READ = command('markRead', '$s: Seq!', 'seq: $s', 'id');
export const TYPING = command('typing', '$on: Boolean', 'on: $on');
export const ACK = 'mutation ($cursor: String!) { ack(cursor: $cursor) }';
