import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** What the provider keeps of sessions, codes and tokens, over its restarts too; nothing of it outlives a test. */
export function keptInMemory(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  const findWhere = async (matches: (payload: AdapterPayload) => boolean) => [...kept.values()].find(matches);
  return (model): Adapter => ({
    upsert: async (id, payload) => void kept.set(`${model} ${id}`, payload),
    find: async (id) => kept.get(`${model} ${id}`),
    findByUid: (uid) => findWhere((payload) => payload.kind === model && payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => void Object.assign(kept.get(`${model} ${id}`)!, { consumed: Date.now() / 1000 }),
    destroy: async (id) => void kept.delete(`${model} ${id}`),
    async revokeByGrantId(grantId) {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
