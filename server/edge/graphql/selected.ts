// What an operation selects of its one field at the root, for a source that sends some things only to who asks for them.
import { type DocumentNode, getOperationAST, Kind, type SelectionSetNode } from 'graphql';

/** Names of fields, through fragments. Where a directive decides the field is left out. */
export function selectedIn(document: DocumentNode, operationName: string | null): ReadonlySet<string> {
  const found = new Set<string>();
  const spread = new Set<string>();

  function collect({ selections }: SelectionSetNode, take: (name: string, below: SelectionSetNode | undefined) => void): void {
    for (const selection of selections) {
      if (selection.directives?.length) continue;
      if (selection.kind === Kind.FIELD) take(selection.name.value, selection.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, take);
      else spreadOf(selection.name.value, take);
    }
  }

  function spreadOf(name: string, take: (name: string, below: SelectionSetNode | undefined) => void): void {
    const fragment = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name);
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION || spread.has(name)) return;
    spread.add(name);
    collect(fragment.selectionSet, take);
  }

  const operation = getOperationAST(document, operationName);
  if (operation) collect(operation.selectionSet, (_root, below) => below && collect(below, (name) => found.add(name)));
  return found;
}
