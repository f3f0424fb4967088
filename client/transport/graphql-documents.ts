// What is asked over plain HTTP with a token, in texts that never change: the server keeps a document by its text.
import { EVENT } from './documents.ts';

const USER = 'id handle name avatarUrl kind';
const CONVERSATION = `id kind fanOut title head readSeq unread mentions role memberCount lastMessage { ${EVENT} } peer { ${USER} }`;
const ENTRY = `pos kind conversationId fromSeq toSeq data events { ${EVENT} }`;
const PAGE = `events { ${EVENT} } head hasBefore hasAfter`;

export const SNAPSHOT = `{ snapshot { cursor conversations { ${CONVERSATION} } } }`;
export const PULL = `query ($after: String!, $limit: Int) { pull(after: $after, limit: $limit) {
__typename ... on PullPage { entries { ${ENTRY} } cursor head more } ... on Reset { reason } } }`;
export const EVENTS = `query ($c: ID!, $before: Seq, $after: Seq, $limit: Int) {
events(conversationId: $c, before: $before, after: $after, limit: $limit) { ${PAGE} } }`;
export const CONVERSATION_OF = `query ($c: ID!) { conversation(id: $c) { ${CONVERSATION} } }`;
export const MEMBERS = `query ($c: ID!, $after: ID, $first: Int) { conversation(id: $c) {
members(first: $first, after: $after) { user { ${USER} } role readSeq deliveredSeq joinedSeq } } }`;
export const USERS = `query ($ids: [ID!]!) { users(ids: $ids) { ${USER} } }`;
