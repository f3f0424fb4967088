// What a limit answers. Without a stack: to write one costs more than many an operation, and a flood is refused by the thousand.
import { AppError } from '../../../core/protocol/app-error.ts';

export function refusalOf(waitMs: number): AppError {
  const frames = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const refusal = new AppError('RATE_LIMITED', { retryAfterMs: waitMs });
  Error.stackTraceLimit = frames;
  return refusal;
}
