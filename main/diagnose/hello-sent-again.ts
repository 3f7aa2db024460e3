import type { ConnectionFacts } from './facts.ts'

/** Position of the event that says that the hello was sent again, where nothing at all came back after it; undefined otherwise. */
export function helloSentAgain({ beginningSeen, events, messages }: ConnectionFacts): number | undefined {
  if (!beginningSeen || messages.length !== 1) return undefined
  const later = events.filter(({ afterMessage }) => afterMessage > 0)
  const again = later.find(({ kind, text }) => kind === 'retransmission' && text !== undefined)
  return again !== undefined && later.every(({ from }) => from === 'client') ? events.indexOf(again) : undefined
}
