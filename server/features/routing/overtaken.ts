// What another deed has overtaken is not done, and is no fault.
import { asAppError } from '../../platform/app-error.ts';
import type { Done } from '../ticket/index.ts';

/** Null: another was first, or the ticket is not as it was when this was thought of. */
export async function unlessOvertaken(act: Promise<Done>): Promise<Done | null> {
  try {
    return await act;
  } catch (error) {
    if (asAppError(error)?.code === 'CONFLICT') return null;
    throw error;
  }
}
