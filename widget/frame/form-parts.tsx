// Parts of the form before a talk: what it is about, and the first message.
import type { KeyboardEvent } from 'react';
import { isComposing } from '../../components/ui/composing.ts';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import type { Key } from '../messages/words.ts';
import { useFrame, useNow } from './context.tsx';
import { Fault } from './fields.tsx';
import { openWords } from './opens.ts';

/** What is wrong with the first message; null: nothing. */
export function textFault(text: string): Key | null {
  if (text.trim() === '') return 'form.required';
  return text.length > LIMITS.textUnits ? 'errors.tooLong' : null;
}

interface ChoiceProps {
  readonly departments: readonly WireDepartment[];
  readonly chosen: DepartmentId | null;
  readonly judged: boolean;
  readonly onChoose: (id: DepartmentId) => void;
}

export function Choice({ departments, chosen, judged, onChoose }: ChoiceProps) {
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
  readonly label: string;
  readonly text: string;
  readonly judged: boolean;
  readonly onChange: (text: string) => void;
}

/** As in a talk: with Shift it is a line more. */
function sendByEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

export function Message({ label, text, judged, onChange }: MessageProps) {
  const wrong = textFault(text);
  // What is too long is said while one can still count.
  const fault = judged || wrong === 'errors.tooLong' ? wrong : null;
  return (
    <div className="field">
      <label htmlFor="message">{label}</label>
      <textarea
        id="message"
        rows={3}
        required
        dir="auto"
        aria-invalid={fault !== null}
        aria-describedby={fault ? 'message-fault' : undefined}
        value={text}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={sendByEnter}
      />
      <Fault id="message-fault" fault={fault} />
    </div>
  );
}
