/**
 * What error records of a System SSL trace say in their own words: return codes, and alerts of which there are no bytes. At the default
 * LEVEL (15) there are no dumps, and these words are all that a trace shows of a failure.
 */
import { codesInText, type TextCode } from '../reference/code-in-text.ts'
import { systemSslReturnCode } from '../reference/system-ssl-return-code.ts'
import type { AlertFact, EventFact, HostCodeFact, ToldAlertFact } from './facts.ts'

/** Where System SSL's codes for connections lie (gsk_secure_socket_init and its kin); some are in no table at hand. */
const FIRST_SOCKET_CODE = 401
const LAST_SOCKET_CODE = 599

/** Return codes that error records name. A number that is none of System SSL's may be anything (an errno, a size). */
export function tracedCodes(events: readonly EventFact[], sources: readonly number[]): HostCodeFact[] {
  return errors(events, sources).flatMap(({ event: { line, afterMessage }, source, text }) =>
    codesInText(text).flatMap((found): HostCodeFact[] => {
      const code = hostCodeOf(found)
      if (code === undefined) return []
      return [{ ...code, source, line, where: undefined, text, afterMessage }]
    }),
  )
}

/** Alerts that error records tell of and no message shows. Words for the direction differ, so it is left open. */
export function tracedAlerts(
  events: readonly EventFact[],
  sources: readonly number[],
  shown: readonly AlertFact[],
): ToldAlertFact[] {
  return errors(events, sources).flatMap(({ event: { line }, source, text }) =>
    codesInText(text).flatMap((found) =>
      found.kind === 'alert' && !shown.some(({ description }) => description === found.description)
        ? [{ level: found.level, description: found.description, source, line, text }]
        : [],
    ),
  )
}

interface TracedError {
  readonly event: EventFact
  readonly source: number
  readonly text: string
}

function errors(events: readonly EventFact[], sources: readonly number[]): TracedError[] {
  return events.flatMap((event, at) =>
    event.kind === 'host_error' && event.text !== undefined
      ? [{ event, source: sources[at] ?? 0, text: event.text }]
      : [],
  )
}

function hostCodeOf(found: TextCode): Pick<HostCodeFact, 'system' | 'code'> | undefined {
  switch (found.kind) {
    case 'cms':
      return { system: 'cms', code: found.status }
    case 'icsf':
      return { system: 'icsf', code: found.reasonCode }
    case 'system-ssl':
      return found.by === 'named' && isReturnCode(found.code) ? { system: 'system-ssl', code: found.code } : undefined
    default:
      return undefined
  }
}

function isReturnCode(code: number): boolean {
  if (code >= FIRST_SOCKET_CODE && code <= LAST_SOCKET_CODE) return true
  return code !== 0 && systemSslReturnCode(code) !== undefined
}
