// Every command once: counted by its name and outcome, timed, written as one wide line, kept where it was slow, and a span where
// traces are on. Lines are of debug; a command that was slow is a warning, one that failed on our side an error, so that at
// `info` an installation that is well writes nothing a message (docs/decisions/0017). Never texts, tokens or addresses.
import { ERRORS, type ErrorCode } from '../../../core/protocol/errors.ts';
import type { Actor } from '../actor.ts';
import { asAppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createLineLimit } from './line-limit.ts';
import type { Recent } from './recent.ts';
import { newRunning, type Running, runAs } from './running.ts';
import type { Span, Tracing } from './tracing.ts';

export type Outcome = ErrorCode | 'ok';

/** Who asks, and by which request. */
export interface Asker {
  readonly actor: Actor | null;
  readonly requestId: string;
  /** The span of the request; null: the command begins a trace of its own. */
  readonly span: Span | null;
}

interface Counted {
  inc(value?: number): void;
}

/** One command of the API, looked up once. */
export interface Kind {
  readonly name: string;
  readonly seconds: { observe(value: number): void };
  readonly outcomes: Map<Outcome, Counted>;
}

export interface Commands {
  kind(name: string): Kind;
  /**
   * Runs it up to its first await at once, and answers what `work` does. `errorOf`: the error in an answer that is one, where
   * a failure does not reject.
   */
  run<T>(kind: Kind, asker: Asker, work: () => T, errorOf?: (answer: Awaited<T>) => unknown): T;
}

export interface CommandsDeps {
  readonly metrics: Metrics;
  readonly recent: Recent;
  readonly tracing: Tracing | null;
  readonly log: Log;
  readonly clock: Clock;
  /** What takes longer is told, ms. */
  readonly slowMs: number;
  /** Whether a line of debug is written at all. */
  readonly verbose: boolean;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const FROM_START: readonly Outcome[] = ['ok', 'BUSY', 'INTERNAL'];

const codeOf = (error: unknown): ErrorCode => asAppError(error)?.code ?? 'INTERNAL';
const rounded = (ms: number | null) => (ms === null ? null : Math.round(ms * 10) / 10);

export function createCommands(deps: CommandsDeps): Commands {
  const { metrics, clock, tracing } = deps;
  const total = metrics.counter({
    name: 'parley_commands_total',
    help: 'Commands, by name and outcome.',
    labels: ['command', 'outcome'],
  });
  const seconds = metrics.histogram(
    { name: 'parley_command_seconds', help: 'From a command to its answer.', labels: ['command'] },
    SECONDS,
  );
  const kinds = new Map<string, Kind>();
  const tell = createTeller(deps);

  function outcomeOf(kind: Kind, outcome: Outcome): Counted {
    const known = kind.outcomes.get(outcome) ?? total.labels(kind.name, outcome);
    kind.outcomes.set(outcome, known);
    return known;
  }

  function end(kind: Kind, asker: Asker, running: Running, began: number, outcome: Outcome): void {
    const ms = clock.elapsed() - began;
    kind.seconds.observe(ms / 1_000);
    outcomeOf(kind, outcome).inc();
    running.span?.set({ 'parley.outcome': outcome });
    running.span?.end(outcome !== 'ok' && ERRORS[outcome].report ? outcome : undefined);
    tell({ command: kind.name, asker, running, ms, outcome });
  }

  return {
    kind(name) {
      const known = kinds.get(name);
      if (known) return known;
      const made: Kind = { name, seconds: seconds.labels(name), outcomes: new Map() };
      // There from the start: what rises from nothing is not seen to rise.
      for (const outcome of FROM_START) outcomeOf(made, outcome).inc(0);
      kinds.set(name, made);
      return made;
    },
    run(kind, asker, work, errorOf) {
      const began = clock.elapsed();
      const span = tracing ? (asker.span?.child(kind.name) ?? tracing.begin(kind.name, { kind: 'server' })) : null;
      const running = newRunning(span);
      const answered = (answer: Awaited<ReturnType<typeof work>>) => {
        const error = errorOf?.(answer);
        end(kind, asker, running, began, error === undefined ? 'ok' : codeOf(error));
      };
      const failed = (error: unknown) => end(kind, asker, running, began, codeOf(error));
      try {
        const answer = runAs(running, work);
        if (answer instanceof Promise) answer.then(answered, failed);
        else answered(answer as Awaited<typeof answer>);
        return answer;
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  };
}

interface Told {
  readonly command: string;
  readonly asker: Asker;
  readonly running: Running;
  readonly ms: number;
  readonly outcome: Outcome;
}

function lineOf({ command, asker: { actor, requestId }, running, ms, outcome }: Told) {
  const { conversationId, batch, queueMs, commitMs, publishMs } = running;
  return {
    command,
    outcome,
    ms: rounded(ms),
    requestId,
    ...(actor ? { userId: actor.userId, terminalId: actor.terminalId } : {}),
    ...(conversationId === null ? {} : { conversationId }),
    ...(batch === null ? {} : { batch, queueMs: rounded(queueMs), commitMs: rounded(commitMs), publishMs: rounded(publishMs) }),
  };
}

function createTeller({ log, recent, clock, slowMs, verbose }: CommandsDeps) {
  const limit = createLineLimit(clock.elapsed);

  function warn(told: Told, isFailure: boolean): void {
    const leftOut = limit.admits();
    if (leftOut === null) return;
    const line = { ...lineOf(told), ...(leftOut > 0 ? { leftOut } : {}) };
    if (isFailure && told.outcome === 'INTERNAL') log.error(line, 'a command failed');
    else log.warn(line, isFailure ? 'a command was not done' : 'a command was slow');
  }

  return (told: Told): void => {
    const { command, asker, running, ms, outcome } = told;
    const isFailure = outcome !== 'ok' && ERRORS[outcome].report;
    const isSlow = ms >= slowMs;
    const now = clock.now();
    if (outcome !== 'ok') recent.failed(outcome, command, now);
    if (isSlow) {
      const { queueMs, commitMs, publishMs } = running;
      const parts = { queueMs: rounded(queueMs), commitMs: rounded(commitMs), publishMs: rounded(publishMs) };
      const at = new Date(now).toISOString();
      recent.slow({ command, at, ms: Math.round(ms), outcome, ...parts, requestId: asker.requestId });
    }
    if (isFailure || isSlow) warn(told, isFailure);
    else if (verbose) log.debug(lineOf(told), 'a command');
  };
}
