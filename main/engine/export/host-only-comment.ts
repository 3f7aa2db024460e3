/** What a host trace shows of a connection and its packets do not: said at the packet before it, for packets are never made up beside recorded ones. */
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import type { PlacedComment } from './finding-comment.ts'

/** `nameOf`: what a source is called. */
export function hostOnlyComments(
  { messages }: AnalysisConnection,
  source: number,
  nameOf: (source: number) => string,
): PlacedComment[] {
  const first = messages.find((one) => one.source === source && one.frame !== null)?.frame
  if (first === undefined || first === null) return []
  const comments: PlacedComment[] = []
  let frame = first
  for (const [at, message] of messages.entries()) {
    if (message.source === source && message.frame !== null) frame = message.frame
    else if (message.frame === null && message.line !== null)
      comments.push({
        message: at,
        frame,
        text: `gskope: only ${nameOf(message.source)} shows here: ${message.from} ${message.name ?? message.content}, ${message.length} bytes (line ${message.line})`,
      })
  }
  return comments
}
