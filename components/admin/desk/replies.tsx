'use client';
// Texts that are sent with a few keys: one's own, and the team's.

import { Check, Plus, TextQuote, Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { TypedDialog } from '../../settings/typed-dialog.tsx';
import { useAsked } from '../../settings/use-asked.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { ListStates } from './list-states.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { ReplyForm } from './reply-form.tsx';
import { RowMenu } from './row-menu.tsx';

interface Named {
  readonly id: DepartmentId;
  readonly name: string;
}

interface ListProps {
  readonly title: string;
  readonly replies: readonly WireCannedReply[];
  readonly departments: readonly Named[];
  /** Undefined: they are not theirs to change. */
  readonly onEdit?: (reply: WireCannedReply) => void;
  readonly onRemove?: (reply: WireCannedReply) => void;
}

function List({ title, replies, departments, onEdit, onRemove }: ListProps) {
  const t = useT();
  if (replies.length === 0) return null;
  const removal = { icon: Trash2, label: t('setup.removeReply') };
  return (
    <section aria-label={title}>
      <h2 className="mb-1 text-13 font-name text-text-2">{title}</h2>
      <ul>
        {replies.map((reply) => {
          const of = departments.find(({ id }) => id === reply.departmentId);
          return (
            <li key={reply.id} className="flex min-h-16 items-center gap-3 border-b border-line py-2.5">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <code className="rounded-xs bg-surface-2 px-1.5 text-12">/{reply.shortcut}</code>
                  <span className="max-w-full truncate font-name">{reply.title}</span>
                  {of ? <Tag>{of.name}</Tag> : null}
                </p>
                <p className="line-clamp-2 text-13 text-text-2">{reply.text}</p>
              </div>
              {onEdit && onRemove ? (
                <RowMenu name={reply.title} removal={removal} onEdit={() => onEdit(reply)} onRemove={() => onRemove(reply)} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useReplies() {
  const setup = useDeskSetup();
  const load = useCallback(async () => {
    const [{ role }, replies] = await Promise.all([setup.start(), setup.replies()]);
    return { role, replies, departments: role === 'admin' ? await setup.departments() : [] };
  }, [setup]);
  const source = useLoaded(load);
  const { loaded } = source;
  return { ...source, ...(loaded.state === 'ready' ? loaded.data : { role: null, replies: [], departments: [] }) };
}

export function RepliesAdmin({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const toast = useToast();
  const setup = useDeskSetup();
  const { loaded, reload, refresh, role, replies, departments } = useReplies();
  const edited = useAsked<WireCannedReply | 'new'>();
  const removed = useAsked<WireCannedReply>();
  const leads = role === 'admin' || role === 'supervisor';
  const done = (said: string) => {
    edited.close();
    toast({ text: said, icon: Check });
    refresh();
  };
  const edits = { onEdit: edited.ask, onRemove: removed.ask };
  const about = edited.about === 'new' ? null : edited.about;
  // Not sooner than it is known whether they write the team's.
  const action = { icon: Plus, label: t('setup.newReply'), onAct: () => edited.ask('new') };
  return (
    <SectionPage title={title} lead={lead} {...(loaded.state === 'ready' ? { action } : {})} onBack={onBack}>
      <ListStates
        loaded={loaded}
        count={replies.length}
        rows={3}
        onRetry={reload}
        icon={TextQuote}
        title={t('setup.noReplies')}
        text={t('setup.noRepliesText')}
      />
      <List
        title={t('setup.repliesTeam')}
        replies={replies.filter(({ team }) => team)}
        departments={departments}
        {...(leads ? edits : {})}
      />
      <List title={t('setup.repliesOwn')} replies={replies.filter(({ team }) => !team)} departments={departments} {...edits} />
      <TypedDialog title={t(about ? 'setup.editReply' : 'setup.newReply')} open={edited.open} onOpenChange={edited.close} wide>
        <ReplyForm
          key={about?.id ?? 'new'}
          reply={about}
          leads={leads}
          departments={departments}
          onSaved={(reply) => done(t('setup.saved', { name: `/${reply.shortcut}` }))}
        />
      </TypedDialog>
      <RemoveDialog
        asked={removed}
        title={t('setup.removeReplyTitle', { shortcut: removed.about?.shortcut ?? '' })}
        text={t('setup.removeReplyText')}
        confirm={t('setup.removeReply')}
        remove={({ id }) => setup.removeReply(id)}
        onRemoved={({ shortcut }) => done(t('setup.replyRemoved', { shortcut }))}
      />
    </SectionPage>
  );
}
