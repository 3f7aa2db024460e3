/** Exit statuses of the command; scripts rely on them. */
export const EXIT = {
  /** Analysed, no failed handshake; or whatever else was asked for was done. */
  ok: 0,
  /** At least one handshake failed. */
  failedHandshake: 1,
  /** A code or a name that was to be explained is unknown. */
  unknownCode: 1,
  /** Wrong usage, or nothing could be analysed. */
  nothing: 2,
  /** Ctrl-C (128 + SIGINT). */
  interrupted: 130,
} as const

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]
