// What the use cases of administration are made from.

import type { Db } from '../../platform/db.ts';
import type { Accounts } from '../account/index.ts';

export interface AdminDeps {
  readonly db: Db;
  readonly accounts: Accounts;
}
