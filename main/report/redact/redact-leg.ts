import type { TextMask } from './text-mask.ts'

/** What document and contract both tell of a leg. */
interface NamedLeg {
  readonly job: string | null
  readonly process: string | null
  readonly thread: string | null
  readonly connectionId: string | null
}

/** Its names, masked. */
export function redactLeg({ job, process, thread, connectionId }: NamedLeg, mask: TextMask): NamedLeg {
  const identifier = (value: string | null): string | null => (value === null ? null : mask.name('identifier', value))
  return {
    job: job === null ? null : mask.name('job-name', job),
    process: identifier(process),
    thread: identifier(thread),
    connectionId: identifier(connectionId),
  }
}
