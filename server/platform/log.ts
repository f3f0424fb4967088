// Structured logs, one JSON line each: a wide line a command and one a socket. Never texts of messages, tokens or passwords.
import { type DestinationStream, pino } from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** `to`: another place than the output of the process. */
export function openLog(level: string, to?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } };
  return to ? pino(options, to) : pino(options);
}
