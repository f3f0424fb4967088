// What a refused call says to the person who made it: the text of the reason where the server gave one that has a text,
// else that of the code. Reasons in developers' words ("not an id") have none on purpose.

import type { ErrorCode, ErrorDetails } from '../../../core/protocol/errors.ts';
import type { en } from './messages/en.ts';
import { hasMessage, type Translate } from './translate.ts';

interface Refused {
  readonly code: ErrorCode | 'OFFLINE';
  readonly details: ErrorDetails;
}

type ErrorKey = keyof typeof en.errors;
type Reason = ErrorKey extends infer K ? (K extends `reason_${infer R}` ? R : never) : never;
type CallCode = ErrorKey extends infer K ? (K extends `call_${infer C}` ? Exclude<C, 'RATE_LIMITED'> : never) : never;

/** Whether a reason of the server has a text of its own. */
export function isReason(reason: string | undefined): reason is Reason {
  return reason !== undefined && hasMessage(`errors.reason_${reason}`);
}

function isCallCode(code: string): code is CallCode {
  return hasMessage(`errors.call_${code}`);
}

/** For a form or a button. A send has texts of its own (`errors.CODE`): it is tried again by itself. */
export function errorText(t: Translate, { code, details }: Refused): string {
  if (isReason(details.reason)) return t(`errors.reason_${details.reason}`);
  if (code === 'RATE_LIMITED') return t('errors.call_RATE_LIMITED', { seconds: Math.ceil((details.retryAfterMs ?? 1000) / 1000) });
  return isCallCode(code) ? t(`errors.call_${code}`) : t(`errors.${code}`);
}
