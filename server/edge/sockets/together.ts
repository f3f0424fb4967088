// What goes to one socket in the same turn of the event loop leaves in one write: an answer, its completion and the pushes
// of the same batch would each be a system call otherwise, and those are a server's largest cost.

/** The part of a net.Socket that is needed. */
export interface Corkable {
  cork(): void;
  uncork(): void;
}

/** Answers how to hold a socket's writes until the turn ends. */
export function createTogether(): (socket: Corkable) => void {
  const held = new Set<Corkable>();
  const release = (): void => {
    for (const socket of held) socket.uncork();
    held.clear();
  };
  return (socket) => {
    if (held.has(socket)) return;
    if (held.size === 0) setImmediate(release);
    held.add(socket);
    socket.cork();
  };
}
