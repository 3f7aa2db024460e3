/** Every rule, each from its file. */
import type { Rule } from './rule.ts'
import { tcpClosedInHandshake } from './rule/tcp-closed-in-handshake.ts'
import { tcpResetInHandshake } from './rule/tcp-reset-in-handshake.ts'

export const rules: readonly Rule[] = [tcpResetInHandshake, tcpClosedInHandshake]
