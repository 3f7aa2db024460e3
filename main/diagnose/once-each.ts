/**
 * What many rules ask of the same connection, or of the same hello, is worked out once: facts do not change, and all rules are asked of one
 * connection before the next. Only the last answer is kept; a WeakMap over a hundred thousand of them costs the garbage collection more than
 * the rules take.
 */
export function onceEach<Of, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  let last: { readonly of: Of; readonly answer: Answer } | undefined
  return (of) => {
    if (last?.of !== of) last = { of, answer: work(of) }
    return last.answer
  }
}
