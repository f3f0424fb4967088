// The web client's calls of the supervisor's board.
import { agentInput, waitingInput } from '../../../core/protocol/desk-setup-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Board } from './index.ts';

export function createBoardRouter(board: Board) {
  return router({
    deskBoard: authed.query(({ ctx }) => board.board(ctx.actor)),
    deskWaiting: authed.input(waitingInput).query(({ ctx, input }) => board.waiting(ctx.actor, input)),
    deskHeld: authed.input(agentInput).query(({ ctx, input }) => board.held(ctx.actor, input.userId)),
  });
}
