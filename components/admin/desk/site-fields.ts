// The questions before a talk, while they are edited. Pure.
import type { SiteField } from '../../../core/protocol/desk-site.ts';

export type FieldFault = 'label' | 'name' | 'twice' | 'options';

export const EMPTY_FIELD: SiteField = { name: '', label: { en: '', zh: '' }, kind: 'text', required: false, options: [] };

/** One a line, each once. */
export const optionsOf = (typed: string): string[] =>
  [...new Set(typed.split('\n').map((line) => line.trim()))].filter((line) => line !== '');

export function fieldFault(fields: readonly SiteField[], index: number): FieldFault | null {
  const field = fields[index];
  if (!field) return null;
  if (field.label.en.trim() === '' && field.label.zh.trim() === '') return 'label';
  if (field.name.trim() === '') return 'name';
  if (fields.some((other, i) => i < index && other.name === field.name)) return 'twice';
  return field.kind === 'select' && field.options.length === 0 ? 'options' : null;
}

export const areSound = (fields: readonly SiteField[]): boolean => fields.every((_, index) => fieldFault(fields, index) === null);
