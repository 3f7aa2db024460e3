import { CASE_COMMANDS } from './case.ts'
import { COMPARE_COMMANDS } from './compare.ts'
import type { Command } from './command.ts'
import { CONNECTION_COMMANDS } from './connection.ts'
import { COPY_COMMANDS } from './copy.ts'
import { GO_TO_COMMANDS } from './go-to.ts'
import { HELP_COMMANDS } from './help.ts'
import { SHOW_COMMANDS } from './show.ts'

/**
 * Everything that can be done from the palette, a shortcut or the shell's menu; one list, so that the three agree. The first that is enabled
 * has the key: to leave a comparison comes before closing a message.
 */
export const COMMANDS: readonly Command[] = [
  ...CASE_COMMANDS,
  ...COPY_COMMANDS,
  ...GO_TO_COMMANDS,
  ...CONNECTION_COMMANDS,
  ...COMPARE_COMMANDS,
  ...SHOW_COMMANDS,
  ...HELP_COMMANDS,
]
