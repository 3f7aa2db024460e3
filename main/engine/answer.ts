import type { FailureCode, Result } from '../../preload/contract/carrier.ts'
import type { Channel } from '../../preload/contract/channel.ts'
import { contract, type Reply, type Request } from '../../preload/contract/index.ts'
import { Aborted } from './breathe.ts'
import { errorText } from './error-text.ts'

/** One answer for each channel; `signal` is aborted when nobody waits for it any more. */
export type Answers = {
  readonly [C in Channel]: (request: Request<C>, signal: AbortSignal | undefined) => Reply<C> | Promise<Reply<C>>
}

/** An expected failure: the answer is this code and this sentence. */
export class Failure extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The engine's door: checks the request against its schema, asks, and turns whatever happens into a result. Never throws. */
export async function answer(
  answers: Answers,
  channel: Channel,
  payload: unknown,
  signal: AbortSignal | undefined,
  checkReplies: boolean,
): Promise<Result<unknown>> {
  const { request, reply } = contract[channel]
  const parsed = request.safeParse(payload)
  if (!parsed.success)
    return { ok: false, code: 'invalid', message: `${channel}: ${parsed.error.issues.map(issueText).join('; ')}` }
  if (signal?.aborted) return { ok: false, code: 'aborted', message: 'The request was taken back.' }
  try {
    // The schema of this very channel has just said that the request is what its answer takes.
    const ask = answers[channel] as (request: unknown, signal: AbortSignal | undefined) => unknown
    const value = await ask(parsed.data, signal)
    return { ok: true, value: checkReplies ? reply.parse(value) : value }
  } catch (error) {
    if (error instanceof Aborted) return { ok: false, code: 'aborted', message: error.message }
    if (error instanceof Failure) return { ok: false, code: error.code, message: error.message }
    return { ok: false, code: 'failed', message: errorText(error) }
  }
}

function issueText(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message
}
