/** What somebody typed, checked name by name, and what the guide is then made for. */
import { checkAddress, checkDataSetPrefix, checkName, checkPort, checkRelease, type Checked } from './name-rule.ts'

/** As typed; nothing is known to be right. Empty or missing: not given. */
export interface CollectRequest {
  /** Jobs that call System SSL themselves, or whose connections AT-TLS secures. */
  readonly jobs: readonly string[]
  readonly ports: readonly string[]
  readonly peer?: string | undefined
  readonly stack?: string | undefined
  readonly prefix?: string | undefined
  readonly release?: string | undefined
  /** Also tell how a program that calls System SSL itself writes its trace into a file. */
  readonly gsktrace: boolean
}

export type CollectField = 'jobs' | 'ports' | 'peer' | 'stack' | 'prefix' | 'release'

export interface Refusal {
  readonly field: CollectField
  /** What was given and the rule that it breaks. */
  readonly text: string
}

export interface CollectPlan {
  /** In order and without repeats, the stack first: AT-TLS handshakes are traced under its name. */
  readonly tracedJobs: readonly string[]
  readonly jobs: readonly string[]
  readonly ports: readonly number[]
  readonly peer: string | undefined
  readonly stack: string
  readonly prefix: string
  readonly release: string | undefined
  readonly gsktrace: boolean
  /** What was not given and therefore assumed, as sentences. */
  readonly assumed: readonly string[]
}

/** One SSL component trace follows 1 to 16 jobs (System SSL Programming, "Capturing component trace data"). */
export const MAX_TRACED_JOBS = 16
/** One packet-trace command for each; more than a person types. */
export const MAX_PORTS = 8
const DEFAULT_STACK = 'TCPIP'
const DEFAULT_PREFIX = 'YOUR.HLQ'
/** The longest of what `data-set.ts` puts behind the prefix. */
const LONGEST_SUFFIX = '.GSKSRVR.LISTING'.length

export type CheckedRequest =
  { readonly ok: true; readonly plan: CollectPlan } | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** All refusals at once, so that a form can show each at its field. */
export function checkRequest(request: CollectRequest): CheckedRequest {
  const refusals: Refusal[] = []
  const take = (field: CollectField, checked: Checked): string[] => {
    if (checked.ok) return [checked.value]
    refusals.push({ field, text: checked.rule })
    return []
  }
  const optional = (field: CollectField, given: string | undefined, check: (text: string) => Checked) =>
    given === undefined || given.trim() === '' ? undefined : take(field, check(given))[0]

  const jobs = unique(
    request.jobs.slice(0, MAX_TRACED_JOBS).flatMap((job) => take('jobs', checkName(job, 'a job name'))),
  )
  const ports = unique(request.ports.slice(0, MAX_PORTS).flatMap((port) => take('ports', checkPort(port))))
  const stack = optional('stack', request.stack, (text) => checkName(text, 'the name of a TCP/IP stack'))
  const prefix = optional('prefix', request.prefix, (text) => checkDataSetPrefix(text, LONGEST_SUFFIX))
  const peer = optional('peer', request.peer, checkAddress)
  const release = optional('release', request.release, checkRelease)
  const tracedJobs = unique([stack ?? DEFAULT_STACK, ...jobs])
  if (request.jobs.length > MAX_TRACED_JOBS || tracedJobs.length > MAX_TRACED_JOBS)
    refusals.push({
      field: 'jobs',
      text: `one System SSL trace follows at most ${MAX_TRACED_JOBS} jobs, the stack among them`,
    })
  if (request.ports.length > MAX_PORTS) refusals.push({ field: 'ports', text: `at most ${MAX_PORTS} ports at a time` })
  if (refusals.length > 0) return { ok: false, refusals }
  const plan = {
    tracedJobs,
    jobs,
    ports: ports.map(Number),
    peer,
    stack: stack ?? DEFAULT_STACK,
    prefix: prefix ?? DEFAULT_PREFIX,
    release,
    gsktrace: request.gsktrace,
  }
  return { ok: true, plan: { ...plan, assumed: assumed({ ...plan, given: { stack, prefix } }) } }
}

function assumed({
  given,
  jobs,
  ports,
  peer,
}: Omit<CollectPlan, 'assumed'> & {
  readonly given: { readonly stack: string | undefined; readonly prefix: string | undefined }
}): string[] {
  const sentences: string[] = []
  if (given.stack === undefined) sentences.push(`The TCP/IP stack is assumed to be ${DEFAULT_STACK}.`)
  if (given.prefix === undefined)
    sentences.push(
      `The data sets begin with ${DEFAULT_PREFIX}, which is a placeholder: put a prefix there that you may write to.`,
    )
  if (jobs.length === 0)
    sentences.push('No job is named: only the stack is traced, which is right where AT-TLS secures the connections.')
  if (ports.length === 0 && peer === undefined)
    sentences.push(
      'Neither a port nor a peer is named: the packet trace takes every TCP packet of the stack. Name one before you use it on a busy system.',
    )
  return sentences
}

const unique = (list: readonly string[]): string[] => [...new Set(list)]
