// Counts and digests what flows through.
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

export interface Meter {
  readonly through: Transform;
  bytes(): number;
  digest(): string;
}

/** `tell` hears of the bytes so far, with each piece. */
export function createMeter(tell: (bytes: number) => void = () => undefined): Meter {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      tell(bytes);
      done(null, chunk);
    },
  });
  return { through, bytes: () => bytes, digest: () => hash.copy().digest('hex') };
}
