/** Entries by their key in constant time; the map is built at the first question, so that importing a table costs nothing. */

export function byKey<K, Entry>(
  entries: () => readonly Entry[],
  keyOf: (entry: Entry) => K,
): (key: K) => Entry | undefined {
  let map: Map<K, Entry> | undefined
  return (key) => (map ??= new Map(entries().map((entry) => [keyOf(entry), entry]))).get(key)
}

export function byCode<Entry extends { readonly code: number }>(
  entries: () => readonly Entry[],
): (code: number) => Entry | undefined {
  return byKey(entries, (entry) => entry.code)
}
