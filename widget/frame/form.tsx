// Before a talk: what it is about, what the site asks, and the first message. What is written is kept until it has been sent.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { newUuid } from '../../client/transport/device.ts';
import { type DepartmentId, parseClientId } from '../../core/protocol/ids.ts';
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import { useCell, useFrame, useNow } from './context.tsx';
import type { Draft } from './draft.ts';
import { Fault, Field, faultOf, filledIn } from './fields.tsx';
import { Icon } from './icons.tsx';
import { opensWhen, openWords } from './opens.ts';
import { asksDepartment, type SiteView, textIn } from './site.ts';

interface Props {
  readonly site: SiteView;
  readonly onSent: () => void;
}

export function Form({ site, onSent }: Props) {
  const { desk, t, lang, format } = useFrame();
  const now = useNow();
  const draft = useCell(desk.form.cell);
  const change = (next: Partial<Draft>) => desk.form.change(next);
  const [judged, setJudged] = useState(false);
  const [waits, setWaits] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { departments, fields } = site;
  const department = departments.find(({ id }) => id === draft.departmentId) ?? (asksDepartment(site) ? undefined : departments[0]);
  const isGood = department && draft.text.trim() !== '' && fields.every((field) => faultOf(field, draft.values[field.name]) === null);
  useEffect(() => {
    if (judged) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [judged]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const clientId = parseClientId(newUuid());
    if (!isGood || !clientId) {
      setJudged(true);
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const asked = filledIn(fields, draft.values);
    const what = { departmentId: department.id, clientId, text: draft.text, fields: Object.keys(asked).length > 0 ? asked : null };
    if (!desk.opening.put(what)) {
      setWaits(true);
      return;
    }
    change({ text: '', refused: null });
    onSent();
  };
  return (
    <main className="pane">
      <form ref={form} onSubmit={submit} noValidate>
        <h2>{t('form.title')}</h2>
        {draft.refused ? (
          <p className="fault" role="alert">
            <Icon name="alert" size={14} />
            {t(`errors.${draft.refused}`)}
          </p>
        ) : null}
        {asksDepartment(site) ? (
          <Choice
            departments={departments}
            chosen={department?.id ?? null}
            judged={judged}
            onChoose={(departmentId) => change({ departmentId })}
          />
        ) : null}
        {department && !department.open ? (
          <p className="away">{textIn(site.away, lang) ?? awayWords(department, { t, format, now })}</p>
        ) : null}
        {fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={draft.values[field.name]}
            judged={judged}
            onChange={(value) => change({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
        <Message text={draft.text} judged={judged} onChange={(text) => change({ text })} />
        {waits ? (
          <p className="fault" role="alert">
            <Icon name="alert" size={14} />
            {t('errors.OUT_OF_ORDER')}
          </p>
        ) : null}
        <button type="submit" className="button primary wide">
          {t(department && !department.open ? 'form.leave' : 'form.start')}
        </button>
      </form>
    </main>
  );
}

/** What answers by itself when nobody is there. */
export function awayWords(department: WireDepartment, opens: Parameters<typeof openWords>[1]): string {
  const when = opensWhen(department, opens);
  return when === null ? opens.t('form.awayOne') : opens.t('form.awayUntil', { when });
}

interface ChoiceProps {
  readonly departments: readonly WireDepartment[];
  readonly chosen: DepartmentId | null;
  readonly judged: boolean;
  readonly onChoose: (id: DepartmentId) => void;
}

function Choice({ departments, chosen, judged, onChoose }: ChoiceProps) {
  const { t, format } = useFrame();
  const now = useNow();
  const isMissing = judged && chosen === null;
  return (
    <fieldset className="choice" aria-describedby={isMissing ? 'department-fault' : undefined}>
      <legend>{t('form.department')}</legend>
      {departments.map((department) => (
        <label key={department.id} className="option">
          <input
            type="radio"
            name="department"
            required
            aria-invalid={isMissing}
            checked={department.id === chosen}
            onChange={() => onChoose(department.id)}
          />
          <span>
            <b dir="auto">{department.name}</b>
            <span className="hint">{openWords(department, { t, format, now })}</span>
          </span>
        </label>
      ))}
      <Fault id="department-fault" fault={isMissing ? 'form.required' : null} />
    </fieldset>
  );
}

interface MessageProps {
  readonly text: string;
  readonly judged: boolean;
  readonly onChange: (text: string) => void;
}

function Message({ text, judged, onChange }: MessageProps) {
  const { t } = useFrame();
  const fault = judged && text.trim() === '' ? 'form.required' : null;
  return (
    <div className="field">
      <label htmlFor="message">{t('form.message')}</label>
      <textarea
        id="message"
        rows={3}
        required
        dir="auto"
        aria-invalid={fault !== null}
        aria-describedby={fault ? 'message-fault' : undefined}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      <Fault id="message-fault" fault={fault} />
    </div>
  );
}
