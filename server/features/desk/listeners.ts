// The open desks of this instance, found by whom a change concerns.
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { Listener, Scope } from './listener.ts';

type Index<K> = Map<K, Set<Listener>>;

function into<K>(index: Index<K>, key: K, listener: Listener): void {
  index.set(key, (index.get(key) ?? new Set()).add(listener));
}

function outOf<K>(index: Index<K>, key: K, listener: Listener): void {
  const found = index.get(key);
  found?.delete(listener);
  if (found?.size === 0) index.delete(key);
}

export class Listeners {
  private readonly byUser: Index<UserId> = new Map();
  private readonly byDepartment: Index<DepartmentId> = new Map();
  private readonly supervisors = new Set<Listener>();

  get size(): number {
    return this.byUser.size;
  }

  add(listener: Listener): void {
    into(this.byUser, listener.userId, listener);
    this.enter(listener);
  }

  remove(listener: Listener): void {
    outOf(this.byUser, listener.userId, listener);
    this.leave(listener);
  }

  move(listener: Listener, scope: Scope): void {
    this.leave(listener);
    listener.scope = scope;
    this.enter(listener);
  }

  of(userId: UserId): Iterable<Listener> {
    return this.byUser.get(userId) ?? [];
  }

  has(userId: UserId): boolean {
    return this.byUser.has(userId);
  }

  /** Each once. */
  ofAll(userIds: Iterable<UserId>): Set<Listener> {
    return new Set([...userIds].flatMap((id) => [...this.of(id)]));
  }

  users(): UserId[] {
    return [...this.byUser.keys()];
  }

  all(): Listener[] {
    return [...this.byUser.values()].flatMap((set) => [...set]);
  }

  /** Each once. */
  concerned(departments: Iterable<DepartmentId>, people: Iterable<UserId>): Set<Listener> {
    const found = new Set(this.supervisors);
    for (const id of departments) for (const listener of this.byDepartment.get(id) ?? []) found.add(listener);
    for (const id of people) for (const listener of this.of(id)) found.add(listener);
    return found;
  }

  private enter(listener: Listener): void {
    if (listener.scope.all) this.supervisors.add(listener);
    for (const id of listener.scope.departmentIds) into(this.byDepartment, id, listener);
  }

  private leave(listener: Listener): void {
    this.supervisors.delete(listener);
    for (const id of listener.scope.departmentIds) outOf(this.byDepartment, id, listener);
  }
}
