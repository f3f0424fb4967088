// Errors as the driver throws them.
import pg from 'pg';
import { DatabaseAway } from '../../server/platform/db.ts';

/** An answer of the database. */
export const databaseError = (code: string, text: string): Error =>
  Object.assign(new pg.DatabaseError(text, text.length, 'error'), { code });

/** No answer: the connection is gone. */
export const connectionLost = (): Error => new DatabaseAway(new Error('the connection is gone'));
