'use client';
// One canned reply, with how it reads once its variables are filled in.

import { type FormEvent, type RefObject, useRef } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { fillVariables } from '../../../core/desk/variables.ts';
import { SETUP_LIMITS } from '../../../core/protocol/desk-setup-commands.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SelectField } from './select-field.tsx';
import { type ReplyDrafting, useReplyDraft } from './use-reply-draft.ts';

interface Props {
  /** Null: a new one. */
  readonly reply: WireCannedReply | null;
  /** Whether they change the team's. */
  readonly leads: boolean;
  readonly departments: readonly { readonly id: DepartmentId; readonly name: string }[];
  readonly onSaved: (reply: WireCannedReply) => void;
}

const { shortcut: SHORTCUT, title: TITLE, text: TEXT } = SETUP_LIMITS.canned;
const ALL = '';
const VARIABLES = ['{{visitor.name|there}}', '{{agent.name}}', '{{ticket.number}}', '{{department.name}}'] as const;

/** As it would be sent. */
function Preview({ text, department }: { readonly text: string; readonly department: string }) {
  const t = useT();
  const me = useMe();
  const filled = fillVariables(text, {
    visitor: { name: t('setup.sampleVisitor'), attributes: {} },
    agent: { name: me.name },
    ticket: { number: 1042 },
    department: { name: department },
  });
  if (text.trim() === '') return null;
  return (
    <div className="rounded-m bg-surface-2 px-3 py-2.5 text-13">
      <p className="text-12 text-text-3">{t('setup.preview')}</p>
      <p className="mt-0.5 whitespace-pre-wrap">{filled.text}</p>
      {filled.unfilled.length > 0 ? (
        <p className="mt-1 text-12 text-warning-text">{t('setup.unfilled', { names: filled.unfilled.join(', ') })}</p>
      ) : null}
    </div>
  );
}

/** A line of buttons that each put a variable where the caret is. */
function Variables({
  area,
  onInsert,
}: {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onInsert: (text: string) => void;
}) {
  const t = useT();
  const insert = (variable: string) => {
    const { value = '', selectionStart = value.length, selectionEnd = value.length } = area.current ?? {};
    onInsert(value.slice(0, selectionStart) + variable + value.slice(selectionEnd));
    area.current?.focus();
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5" aria-label={t('setup.variables')}>
      <span className="text-12 text-text-3">{t('setup.variables')}</span>
      {VARIABLES.map((variable) => (
        <button
          key={variable}
          type="button"
          onClick={() => insert(variable)}
          className="rounded-xs bg-surface-2 px-1.5 py-0.5 font-mono text-12 text-text-2 hover:text-text-1 pointer-coarse:py-2.5"
        >
          {variable}
        </button>
      ))}
    </fieldset>
  );
}

function Names({ form }: { readonly form: ReplyDrafting }) {
  const t = useT();
  const { draft, put, shown } = form;
  return (
    <div className="grid grid-cols-[160px_1fr] gap-4 max-md:grid-cols-1">
      <TextField
        label={t('setup.shortcut')}
        hint={t('setup.shortcutHint')}
        error={shown.shortcut}
        value={draft.shortcut}
        maxLength={SHORTCUT}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => put({ shortcut: event.target.value.toLowerCase().replace(/^\/+/, '') })}
      />
      <TextField
        label={t('setup.replyTitle')}
        hint={t('setup.replyTitleHint')}
        error={shown.title}
        value={draft.title}
        maxLength={TITLE}
        autoComplete="off"
        onChange={(event) => put({ title: event.target.value })}
      />
    </div>
  );
}

export function ReplyForm({ reply, leads, departments, onSaved }: Props) {
  const t = useT();
  const area = useRef<HTMLTextAreaElement>(null);
  const form = useReplyDraft(reply, leads, onSaved);
  const { draft, put, team } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  const named = departments.find(({ id }) => id === draft.departmentId)?.name ?? departments[0]?.name ?? t('setup.sampleDepartment');
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <RefusedNotice text={form.refused} />
      {leads && !reply ? (
        <div>
          <Segmented
            label={t('setup.whose')}
            value={team ? 'team' : 'own'}
            onChange={(value) => form.setTeam(value === 'team')}
            options={[
              { value: 'team', label: t('setup.repliesTeam') },
              { value: 'own', label: t('setup.repliesOwn') },
            ]}
          />
        </div>
      ) : null}
      <Names form={form} />
      <TextArea
        ref={area}
        label={t('setup.replyText')}
        error={form.shown.text}
        value={draft.text}
        minRows={4}
        maxLength={TEXT}
        onChange={(event) => put({ text: event.target.value })}
      />
      <Variables area={area} onInsert={(text) => put({ text })} />
      <Preview text={draft.text} department={named} />
      {team && departments.length > 0 ? (
        <SelectField
          label={t('setup.replyDepartment')}
          value={draft.departmentId ?? ALL}
          options={[{ value: ALL, label: t('setup.allDepartments') }, ...departments.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => put({ departmentId: departments.find(({ id }) => id === value)?.id ?? null })}
        />
      ) : null}
      <Button kind="primary" type="submit" wide busy={form.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}
