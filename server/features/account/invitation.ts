// An invitation is known by the hash of its code: the code itself is never stored.
import { createHash } from 'node:crypto';

export function hashInvitation(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
