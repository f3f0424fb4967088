// Before a talk: what it is about, what the site asks, and the first message. What is written is kept until it has been sent.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { newUuid } from '../../client/transport/device.ts';
import { parseClientId } from '../../core/protocol/ids.ts';
import type { Key } from '../messages/words.ts';
import { Away } from './away.tsx';
import { useCell, useFrame } from './context.tsx';
import type { Draft } from './draft.ts';
import { Field, faultOf, filledIn } from './fields.tsx';
import { Choice, Message, textFault } from './form-parts.tsx';
import { Icon } from './icons.tsx';
import { asksDepartment, type SiteView } from './site.ts';
import { whyKey } from './why.ts';

interface Props {
  readonly site: SiteView;
  readonly onSent: () => void;
}

/** The department of the draft, whether all is filled in, and its way out; `isHeld`: another first message is on its way. */
function useSending({ site, onSent }: Props, draft: Draft) {
  const { desk } = useFrame();
  const [isHeld, setIsHeld] = useState(false);
  const { departments, fields } = site;
  const department = departments.find(({ id }) => id === draft.departmentId) ?? (asksDepartment(site) ? undefined : departments[0]);
  const isGood = textFault(draft.text) === null && fields.every((field) => faultOf(field, draft.values[field.name]) === null);
  const send = (): boolean => {
    const clientId = parseClientId(newUuid());
    if (!department || !isGood || !clientId) return false;
    const asked = filledIn(fields, draft.values);
    const what = { departmentId: department.id, clientId, text: draft.text, fields: Object.keys(asked).length > 0 ? asked : null };
    const isTaken = desk.opening.put(what);
    setIsHeld(!isTaken);
    if (!isTaken) return true;
    desk.form.change({ text: '', refused: null });
    onSent();
    return true;
  };
  return { department, isHeld, send };
}

const focusFault = (form: HTMLFormElement | null) => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();

export function Form(props: Props) {
  const { desk, t } = useFrame();
  const draft = useCell(desk.form.cell);
  const { department, isHeld, send } = useSending(props, draft);
  const [judged, setJudged] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Where somebody is in the frame they came here to write; a page that has just loaded keeps its own focus.
    if (document.hasFocus()) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
  useEffect(() => {
    if (judged) focusFault(form.current);
  }, [judged]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send()) return;
    setJudged(true);
    focusFault(form.current);
  };
  const { site } = props;
  return (
    <main className="pane">
      <form ref={form} onSubmit={submit} noValidate>
        <h2>{t('form.title')}</h2>
        <Refused why={draft.refused ? whyKey(draft.refused) : null} />
        {asksDepartment(site) ? (
          <Choice
            departments={site.departments}
            chosen={department?.id ?? null}
            judged={judged}
            onChoose={(departmentId) => desk.form.change({ departmentId })}
          />
        ) : null}
        {department && !department.open ? <Away department={department} site={site} className="away" /> : null}
        {site.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={draft.values[field.name]}
            judged={judged}
            onChange={(value) => desk.form.change({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
        <Message
          label={t(department && !department.open ? 'form.messageKept' : 'form.message')}
          text={draft.text}
          judged={judged}
          onChange={(text) => desk.form.change({ text })}
        />
        <Refused why={isHeld ? 'errors.OUT_OF_ORDER' : null} />
        <button type="submit" className="button primary wide">
          {t(department && !department.open ? 'form.leave' : 'form.start')}
        </button>
      </form>
    </main>
  );
}

function Refused({ why }: { readonly why: Key | null }) {
  const { t } = useFrame();
  return why ? (
    <p className="fault" role="alert">
      <Icon name="alert" size={14} />
      {t(why)}
    </p>
  ) : null;
}
