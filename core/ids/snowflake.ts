// Snowflake ids: 41 bits of milliseconds since PARLEY_EPOCH, 10 bits of worker, 12 bits of sequence (Twitter, 2010).
// Pure: the caller brings the time. A time that goes back is ignored; a full millisecond borrows from the next one,
// never past `mark`, which the owner of the worker's lease has written down before (S22).

/** 2024-01-01T00:00:00Z */
const PARLEY_EPOCH = 1_704_067_200_000;
export const MAX_WORKER = 1023;
const SEQUENCES = 4096;

interface SnowflakeState {
  readonly worker: number;
  ms: number;
  sequence: number;
}

/** `fromMs`: no id of an earlier millisecond is made (the mark of the worker's last owner). */
export function snowflake(worker: number, fromMs: number): SnowflakeState {
  if (!Number.isInteger(worker) || worker < 0 || worker > MAX_WORKER) throw new Error(`not a worker: ${worker}`);
  return { worker, ms: fromMs - 1, sequence: SEQUENCES - 1 };
}

/** The next id, or null when it would lie past `markMs`: the lease must be renewed first. */
export function nextSnowflake(state: SnowflakeState, nowMs: number, markMs: number): bigint | null {
  let { ms } = state;
  let sequence = 0;
  if (nowMs > ms) ms = nowMs;
  else if (state.sequence + 1 < SEQUENCES) sequence = state.sequence + 1;
  else ms += 1;
  if (ms > markMs) return null;
  state.ms = ms;
  state.sequence = sequence;
  return (BigInt(ms - PARLEY_EPOCH) << 22n) | (BigInt(state.worker) << 12n) | BigInt(sequence);
}

/** When an id was made, Unix ms. */
export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> 22n) + PARLEY_EPOCH;
}
