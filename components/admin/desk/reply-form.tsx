'use client';
// One canned reply, with how it reads once its variables are filled in.

import { type FormEvent, useRef, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { fillVariables } from '../../../core/desk/variables.ts';
import { SETUP_LIMITS } from '../../../core/protocol/desk-setup-commands.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { reasonText } from './reason-text.ts';
import { SelectField } from './select-field.tsx';

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
const isShortcut = (typed: string) => /^[\p{L}\p{N}_-]+$/u.test(typed);

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
    <div className="rounded-m bg-surface-2 px-3 py-2.5 text-13" role="group" aria-label={t('setup.preview')}>
      <p className="text-12 text-text-3">{t('setup.preview')}</p>
      <p className="mt-0.5 whitespace-pre-wrap">{filled.text}</p>
      {filled.unfilled.length > 0 ? (
        <p className="mt-1 text-12 text-warning-text">{t('setup.unfilled', { names: filled.unfilled.join(', ') })}</p>
      ) : null}
    </div>
  );
}

export function ReplyForm({ reply, leads, departments, onSaved }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const area = useRef<HTMLTextAreaElement>(null);
  const [team, setTeam] = useState(reply?.team ?? leads);
  const [draft, setDraft] = useState({
    shortcut: reply?.shortcut ?? '',
    title: reply?.title ?? '',
    text: reply?.text ?? '',
    departmentId: reply?.departmentId ?? null,
  });
  const [tried, setTried] = useState(false);
  const taken = call.error?.details.field === 'shortcut';
  const faults = {
    shortcut: isShortcut(draft.shortcut) ? undefined : t('setup.shortcutBad'),
    title: draft.title.trim() === '' ? t('setup.titleMissing') : undefined,
    text: draft.text.trim() === '' ? t('setup.textMissing') : undefined,
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.shortcut || faults.title || faults.text) return;
    const given = { ...draft, departmentId: team ? draft.departmentId : null };
    await call.run(async () => onSaved(await (reply ? setup.updateReply(reply.id, given) : setup.createReply(given, team))));
  };
  const insert = (variable: string) => {
    const [from, to] = [area.current?.selectionStart ?? draft.text.length, area.current?.selectionEnd ?? draft.text.length];
    setDraft({ ...draft, text: draft.text.slice(0, from) + variable + draft.text.slice(to) });
    area.current?.focus();
  };
  const named = departments.find(({ id }) => id === draft.departmentId)?.name ?? departments[0]?.name ?? t('setup.sampleDepartment');
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
      <RefusedNotice text={taken ? null : reasonText(t, call.error)} />
      {leads && !reply ? (
        <Segmented
          label={t('setup.whose')}
          value={team ? 'team' : 'own'}
          onChange={(value) => setTeam(value === 'team')}
          options={[
            { value: 'team', label: t('setup.repliesTeam') },
            { value: 'own', label: t('setup.repliesOwn') },
          ]}
        />
      ) : null}
      <div className="grid grid-cols-[160px_1fr] gap-4 max-md:grid-cols-1">
        <TextField
          label={t('setup.shortcut')}
          hint={t('setup.shortcutHint')}
          error={taken ? t('setup.shortcutTaken') : tried ? faults.shortcut : undefined}
          value={draft.shortcut}
          maxLength={SHORTCUT}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            call.clear();
            setDraft({ ...draft, shortcut: event.target.value.toLowerCase().replace(/^\/+/, '') });
          }}
        />
        <TextField
          label={t('setup.replyTitle')}
          hint={t('setup.replyTitleHint')}
          error={tried ? faults.title : undefined}
          value={draft.title}
          maxLength={TITLE}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
      </div>
      <TextArea
        ref={area}
        label={t('setup.replyText')}
        error={tried ? faults.text : undefined}
        value={draft.text}
        minRows={4}
        maxLength={TEXT}
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
      />
      <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t('setup.variables')}>
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
      </div>
      <Preview text={draft.text} department={named} />
      {team && departments.length > 0 ? (
        <SelectField
          label={t('setup.replyDepartment')}
          value={draft.departmentId ?? ALL}
          options={[{ value: ALL, label: t('setup.allDepartments') }, ...departments.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => setDraft({ ...draft, departmentId: departments.find(({ id }) => id === value)?.id ?? null })}
        />
      ) : null}
      <Button kind="primary" type="submit" wide busy={call.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}
