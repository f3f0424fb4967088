// What an import is made from.
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Timeline } from '../timeline/index.ts';

export interface ImportDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly timeline: Timeline;
}
