/** Names from files in text that somebody may run: whatever does not fit its place's own alphabet is left for the reader to fill in. */

/** RACF user ids and profile qualifiers: 1 to 8 of A-Z, 0-9, #, @, $ (RACF Security Administrator's Guide, naming). */
const RACF_NAME = /^[A-Z0-9#@$]{1,8}$/
/** A ring's name inside RING( ): letters, digits and what cannot end the parenthesis or the command. */
const RING_NAME = /^[A-Za-z0-9#@$._-]{1,237}$/
/** Names of AT-TLS statements, 1 to 32 characters as they occur in policies. */
const POLICY_NAME = /^[A-Za-z0-9~._@#$-]{1,32}$/
const MAX_LABEL = 32
/** Printable, as a certificate label is; no control character, no bidirectional override. */
const LABEL = /^[\p{L}\p{N}\p{P}\p{S} ]+$/u

export function racfName(name: string | undefined, placeholder: string): string {
  const upper = name?.toUpperCase()
  return upper !== undefined && RACF_NAME.test(upper) ? upper : placeholder
}

export function ringName(name: string | undefined): string {
  return name !== undefined && RING_NAME.test(name) ? name : 'your.ring'
}

export function policyName(name: string | undefined, placeholder: string): string {
  return name !== undefined && POLICY_NAME.test(name) ? name : placeholder
}

/** A label in apostrophes, those inside it doubled, as TSO commands want it. */
export function quotedLabel(label: string | undefined): string {
  const fits = label !== undefined && label.length <= MAX_LABEL && LABEL.test(label)
  return `'${(fits ? label : 'your label').replaceAll("'", "''")}'`
}

/** A value of a policy parameter: one word, no comment and no brace. */
export function policyWord(value: string | undefined, placeholder: string): string {
  return value !== undefined && /^[A-Za-z0-9~._@#$/*-]{1,255}$/.test(value) ? value : placeholder
}
