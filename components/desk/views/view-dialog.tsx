'use client';
// A list of tickets is saved under a name: what stands in it, and who sees it.

import { type ReactNode, useId, useState } from 'react';
import { useAgents, useDepartments, useDeskActions, useDeskMe } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { VIEW_LIMITS, VIEW_PRIORITIES, VIEW_STATES, type ViewFilter, type WireDeskView } from '../../../core/protocol/desk-views.ts';
import { SelectField } from '../../admin/desk/select-field.tsx';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { assigneeOf, type Draft, draftOf, toggled, viewOf } from './view-draft.ts';

interface Props {
  /** Null: a new one. */
  readonly view: WireDeskView | null;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onSaved: (view: WireDeskView) => void;
}

export function ViewDialog({ view, open, onOpenChange, onSaved }: Props) {
  const t = useT();
  return (
    <Dialog title={t(view ? 'deskViews.edit' : 'deskViews.add')} open={open} onOpenChange={onOpenChange}>
      {open ? <Form key={view?.id} view={view} onCancel={() => onOpenChange(false)} onSaved={onSaved} /> : null}
    </Dialog>
  );
}

function Form({ view, onCancel, onSaved }: Pick<Props, 'view' | 'onSaved'> & { readonly onCancel: () => void }) {
  const t = useT();
  const { role } = useDeskMe();
  const { saveView } = useDeskActions();
  const [draft, setDraft] = useState(() => draftOf(view));
  const [unnamed, setUnnamed] = useState(false);
  const { busy, refused, run } = useCall();
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const filter = (change: Partial<ViewFilter>) => put({ filter: { ...draft.filter, ...change } });
  const save = async () => {
    const wanted = viewOf(draft);
    setUnnamed(wanted === null);
    if (wanted) await run(async () => onSaved(await saveView(view?.id ?? null, wanted)));
  };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        data-focus-first
        label={t('deskViews.name')}
        error={unnamed ? t('deskViews.unnamed') : undefined}
        value={draft.name}
        maxLength={VIEW_LIMITS.name}
        autoComplete="off"
        onChange={(event) => put({ name: event.target.value })}
      />
      <Filter draft={draft} onFilter={filter} onTags={(tags) => put({ tags })} />
      {role === 'agent' ? null : (
        <Group label={t('deskViews.seenBy')}>
          <Segmented
            label={t('deskViews.seenBy')}
            value={draft.team ? 'team' : 'own'}
            options={[
              { value: 'own', label: t('deskViews.own') },
              { value: 'team', label: t('deskViews.team') },
            ]}
            onChange={(seen) => put({ team: seen === 'team' })}
          />
        </Group>
      )}
      <RefusedNotice text={refused} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

interface FilterProps {
  readonly draft: Draft;
  readonly onFilter: (change: Partial<ViewFilter>) => void;
  readonly onTags: (typed: string) => void;
}

function Filter({ draft: { filter, tags }, onFilter, onTags }: FilterProps) {
  const t = useT();
  const departments = useDepartments() ?? [];
  return (
    <>
      {departments.length > 1 ? (
        <Chips
          label={t('desk.departments')}
          hint={t('deskViews.anyDepartment')}
          options={departments.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={filter.departmentIds}
          onChange={(departmentIds) => onFilter({ departmentIds })}
        />
      ) : null}
      <Chips
        label={t('deskViews.states')}
        hint={t('deskViews.anyState')}
        options={VIEW_STATES.map((state) => ({ value: state, label: t(`deskViews.state_${state}`) }))}
        chosen={filter.states}
        onChange={(states) => onFilter({ states })}
      />
      <Chips
        label={t('deskViews.priorities')}
        hint={t('deskViews.anyPriority')}
        options={VIEW_PRIORITIES.map((priority) => ({ value: priority, label: t(`deskViews.priority_${priority}`) }))}
        chosen={filter.priorities}
        onChange={(priorities) => onFilter({ priorities })}
      />
      <TextField
        label={t('deskViews.tags')}
        hint={t('deskViews.tagsHint')}
        value={tags}
        autoComplete="off"
        onChange={(event) => onTags(event.target.value)}
      />
      <Assignee value={filter.assignee} onChange={(assignee) => onFilter({ assignee })} />
    </>
  );
}

function Assignee({
  value,
  onChange,
}: {
  readonly value: ViewFilter['assignee'];
  readonly onChange: (assignee: ViewFilter['assignee']) => void;
}) {
  const t = useT();
  const agents = useAgents() ?? [];
  const people = agents.map(({ user }) => ({ value: user.id as string, label: user.name }));
  const gone = value !== null && value !== 'me' && value !== 'nobody' && !people.some((one) => one.value === value);
  return (
    <SelectField
      label={t('deskViews.assignee')}
      value={value ?? ''}
      options={[
        { value: '', label: t('deskViews.whoever') },
        { value: 'me', label: t('deskViews.me') },
        { value: 'nobody', label: t('deskViews.nobody') },
        ...people,
        ...(gone ? [{ value: value as string, label: t('deskViews.gone') }] : []),
      ]}
      onChange={(chosen) => onChange(assigneeOf(chosen))}
    />
  );
}

function Group({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="min-w-0">
      <p id={id} className="mb-1.5 text-13 font-name">
        {label}
      </p>
      {children}
      {hint ? <p className="mt-1.5 text-12 text-text-3">{hint}</p> : null}
    </fieldset>
  );
}

interface ChipsProps<T extends string> {
  readonly label: string;
  /** Said while nothing is chosen. */
  readonly hint: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
}

function Chips<T extends string>({ label, hint, options, chosen, onChange }: ChipsProps<T>) {
  return (
    <Group label={label} {...(chosen.length === 0 ? { hint } : {})}>
      <div className="flex flex-wrap gap-1.5 max-md:gap-y-2.5">
        {options.map((option) => (
          <Chip key={option.value} on={chosen.includes(option.value)} onClick={() => onChange(toggled(chosen, option.value))}>
            {option.label}
          </Chip>
        ))}
      </div>
    </Group>
  );
}
