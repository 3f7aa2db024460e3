/** Colours of the terminal; each says nothing that the words beside it do not say. */
export interface Paint {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly faint: (text: string) => string
}

const plain = (text: string): string => text
/** For what is no terminal. */
export const PLAIN: Paint = { bad: plain, good: plain, warn: plain, faint: plain }

/** Colours where standard output is a terminal and nobody asked for none (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const style =
    (open: number, close: number) =>
    (text: string): string =>
      `\x1b[${open}m${text}\x1b[${close}m`
  if (!stream.isTTY || env['NO_COLOR']) return PLAIN
  return { bad: style(31, 39), good: style(32, 39), warn: style(33, 39), faint: style(2, 22) }
}
