// The calls of the widget and of the desk's pages about visitors and sites. The widget keeps its token itself: no cookie is set.
import { createSiteKeyInput } from '../../../core/protocol/desk-commands.ts';
import {
  pageViewedInput,
  setVisitorAttributesInput,
  siteInput,
  siteKeyInput,
  startVisitorInput,
  updateSiteKeyInput,
  visitorCardInput,
} from '../../../core/protocol/desk-site.ts';
import { authed, procedure, router } from '../../platform/trpc.ts';
import type { Visitors } from './types.ts';

export function createVisitorRouter(visitors: Visitors) {
  return router({
    start: procedure.input(startVisitorInput).mutation(({ ctx, input }) => visitors.start(input, ctx)),
    site: procedure.input(siteInput).query(({ input }) => visitors.site(input.siteKey)),
    setAttributes: authed.input(setVisitorAttributesInput).mutation(({ ctx, input }) => visitors.setAttributes(ctx.actor, input)),
    pageViewed: authed.input(pageViewedInput).mutation(({ ctx, input }) => visitors.pageViewed(ctx.actor, input)),
    card: authed.input(visitorCardInput).query(({ ctx, input }) => visitors.card(ctx.actor, input)),
    siteKeys: authed.query(({ ctx }) => visitors.siteKeys(ctx.actor)),
    createSiteKey: authed.input(createSiteKeyInput).mutation(({ ctx, input }) => visitors.createSiteKey(ctx.actor, input)),
    updateSiteKey: authed.input(updateSiteKeyInput).mutation(({ ctx, input }) => visitors.updateSiteKey(ctx.actor, input)),
    rotateSecret: authed.input(siteKeyInput).mutation(({ ctx, input }) => visitors.rotateSecret(ctx.actor, input)),
  });
}
