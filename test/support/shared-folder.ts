import { existsSync } from 'node:fs'
import { join } from 'node:path'

const beside = join(import.meta.dirname, '../../../shared')

/**
 * The reference material that may lie beside the checkout: captures with another dissector's reading, labelled failures, z/OS cases.
 * It is not part of the project; tests over it are left out, by name, where it is missing.
 */
export const sharedFolder: string | undefined = existsSync(join(beside, 'captures')) ? beside : undefined
