// What the desk's push is asked for.
const USER = 'id handle name avatarUrl kind';
const DEPARTMENT = 'id name open opensAt waiting';
const TICKET = `id number state department { ${DEPARTMENT} } priority subject tags conversationId notesConversationId
visitor { ${USER} } assignee { ${USER} } createdAt waitingSince position estimatedWaitMs fields rating ratingComment vip skills { skill level required }
openedAt answeredAt snoozedUntil nobodyAnswers lastWords { at authorId text } version`;

export const DESK = `subscription { desk {
offer { ticket { ${TICKET} } expiresAt leftMs }
offerEnded
ticket { ${TICKET} }
agent { user { ${USER} } state stateReason capacity load departmentIds }
talk { conversationId head } } }`;
