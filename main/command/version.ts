import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** gskope's version, from package.json: two folders up from a checkout's `main/command` and from the bundles' `out/main` alike. */
export function gskopeVersion(): string {
  const description = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return description.version
}
