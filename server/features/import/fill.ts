// Fills one conversation from its source through the one write path: a command a line, each with a key made of where the
// line stands, so that a second run (or one after a kill) adds nothing twice, and with its place in a lane a file, so that
// the log has the lines in their order whatever happens between (S11, S15).
import { decideImport, decideImportRead } from '../../../core/conversation/decide-import.ts';
import { decideAdd, decideFound } from '../../../core/conversation/decide-members.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { ImportDeps } from './deps.ts';
import { digestOf, uuidOf } from './keys.ts';
import { placeFor } from './place-for.ts';
import { claimId, loadEverIn } from './store.ts';
import { type Filled, ImportError, type Line, type Part, type Source } from './types.ts';

/** Lines under way at once: what a batch of the writer takes. */
const WINDOW = 200;

export interface FillAsk {
  readonly viewerId: UserId;
  readonly source: Source;
  /** Ends after the lines that are under way. */
  readonly signal: AbortSignal;
  /** Told how many lines are stored, as they are. */
  progress(lines: number): void;
}

/** `importerId`: an id that no user has; the keys of all lines stand under it, whoever the viewer is. */
export async function fill(deps: ImportDeps, importerId: UserId, ask: FillAsk): Promise<Filled> {
  const members = membersOf(ask);
  const id = await openPlace(deps, ask, members);
  const total = { messages: 0, notices: 0, known: 0, faults: [] as Filled['faults'][number][] };
  let lastSeq = 0;
  for (const part of ask.source.parts) {
    for (let from = 0; from < part.lines.length && !ask.signal.aborted; from += WINDOW) {
      const lines = part.lines.slice(from, from + WINDOW);
      const outcomes = await Promise.all(
        lines.map((line, index) => deps.timeline.submit(commandOf(ask, importerId, id, part, line, from + index + 1))),
      );
      for (const [index, line] of lines.entries()) {
        const outcome = outcomes[index];
        const seq = outcome ? seqOf(outcome, part, line) : null;
        if (seq === null) {
          total.faults.push({ file: part.file, fault: { line: line.line, reason: 'was imported before with another text' } });
          continue;
        }
        lastSeq = Math.max(lastSeq, seq);
        if (outcome?.kind === 'known') total.known += 1;
        if (line.kind === 'notice') total.notices += 1;
        else total.messages += 1;
      }
      ask.progress(lines.length);
    }
  }
  if (lastSeq > 0) {
    const decide: Command['decide'] = (state) => decideImportRead(state, lastSeq);
    await deps.timeline.submit({ conversationId: id, actorId: ask.viewerId, people: members, decide });
  }
  return total;
}

/** Null: the line stands there with another text. Throws where it may be stored by a later run. */
function seqOf(outcome: Outcome, part: Part, line: Line): number | null {
  if (outcome.kind === 'stored') return outcome.events[0]?.seq ?? 0;
  if (outcome.kind === 'known') return outcome.seq;
  if (outcome.kind === 'refused' && outcome.refusal.refused === 'CONFLICT') return null;
  const why = outcome.kind === 'refused' ? `${outcome.refusal.refused} ${outcome.refusal.details?.reason ?? ''}`.trim() : outcome.kind;
  throw new ImportError(`${part.file}:${line.line}: not stored (${why}); run it again to go on from here`);
}

const membersOf = ({ source, viewerId }: FillAsk): UserId[] => [...new Set([viewerId, ...source.people.values()])];

/** The conversation with all its people in: made by the viewer, or grown by those who were never in it. */
async function openPlace(deps: ImportDeps, { source, viewerId }: FillAsk, members: readonly UserId[]): Promise<ConversationId> {
  const conversationId = await claimId(deps.db.pool, `${source.kind}\t${source.key}`, deps.ids.next<ConversationId>());
  const everIn = await loadEverIn(deps.db.pool, conversationId);
  const fresh = members.filter((id) => !everIn.has(id));
  if (fresh.length === 0) return conversationId;
  if (everIn.size > 0 && source.kind === 'DIRECT') throw new ImportError('was imported before with another viewer as its agent');
  const at = source.parts[0]?.lines[0]?.at ?? 0;
  const outcome = await deps.timeline.submit({
    conversationId,
    actorId: viewerId,
    ...(everIn.size > 0 ? {} : { create: placeFor(source, members) }),
    people: members,
    decide: (state) => (state.head === 0 ? decideFound(members, viewerId, at) : decideAdd(state, null, fresh, at)),
  });
  if (outcome.kind === 'existing') return outcome.conversationId;
  if (outcome.kind === 'refused') {
    const { reason } = outcome.refusal.details ?? {};
    throw new ImportError(`was refused (${reason ?? outcome.refusal.refused})`);
  }
  return conversationId;
}

function commandOf(
  { source, viewerId }: FillAsk,
  importerId: UserId,
  conversationId: ConversationId,
  part: Part,
  line: Line,
  clientSeq: number,
): Command {
  const senderId = line.name === null ? null : (source.people.get(line.name) ?? null);
  const place = [source.kind, source.key, part.file, line.line].join('\t');
  const hash = digestOf([line.kind, line.name, line.text].join('\t')).slice(0, 32);
  return {
    conversationId,
    actorId: viewerId,
    key: { senderId: importerId, clientId: uuidOf(place), hash },
    lane: { id: `import ${digestOf(part.file).slice(0, 40)}`, clientSeq },
    decide: (state) => decideImport(state, viewerId, { senderId, text: line.text, action: line.kind === 'action', at: line.at }),
  };
}
