/**
 * What Electron's contextBridge lets through: primitives as they are, functions as proxies whose arguments and results are copied in turn,
 * promises, arrays and objects by their own enumerable members, bytes by structured clone. An object of a class (an AbortSignal, a Map)
 * loses everything that is not an own member. Files are the exception: they stay what they are.
 */
export function crossContext(value: unknown): unknown {
  if (typeof value === 'function') {
    const inner = value as (...args: unknown[]) => unknown
    return (...args: unknown[]) => crossContext(inner(...args.map(crossContext)))
  }
  if (typeof value !== 'object' || value === null || value instanceof File) return value
  if (value instanceof Promise) return value.then(crossContext)
  if (value instanceof Error) return new Error(value.message)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return structuredClone(value)
  if (Array.isArray(value)) return value.map(crossContext)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, crossContext(member)]))
}
