// The store of objects in memory, for tests that cut, alter and lose what stands in it.
import { type Blobs, checkKey, differs } from '../../server/platform/blobs/blobs.ts';

export function memoryBlobs(): Blobs & { readonly objects: Map<string, Buffer> } {
  const objects = new Map<string, Buffer>();
  return {
    place: 'memory',
    objects,
    async put(key, bytes) {
      const found = objects.get(checkKey(key));
      if (found && !found.equals(bytes)) throw differs('memory', key);
      objects.set(key, Buffer.from(bytes));
    },
    async get(key) {
      return objects.get(checkKey(key)) ?? null;
    },
    async list(prefix) {
      return [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    async delete(key) {
      objects.delete(checkKey(key));
    },
  };
}
