import { parseFilter } from '../../../main/engine/filter.ts'
import type { Target } from '../target.ts'

/** Any text as a filter: what is wrong in it lies inside. */
export const filterTarget: Target = {
  name: 'filter',
  seeds: [
    'outcome:failed -cause:no-common-cipher sni:"*.corp" port:2023 has:findings tn3270',
    'version<1.2 after:15:19 suite:c02b boundary:server_hello alert:handshake_failure "free words" -"none of them"',
  ].map((text) => new Uint8Array(Buffer.from(text))),
  run(bytes) {
    const text = Buffer.from(bytes).toString('utf8')
    const parsed = parseFilter(text)
    if (parsed.ok) return
    const { start, end } = parsed.problem
    if (!(start >= 0 && start <= end && end <= text.length))
      throw new Error(`a problem at ${start} to ${end} of ${text.length}`)
  },
}
