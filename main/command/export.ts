import { randomBytes } from 'node:crypto'
import type { Engine } from '../engine/engine.ts'
import { connectionNumbered } from '../engine/export/connection-plan.ts'
import { EXPORT_FORMS, NOT_REDACTED, exportFile, exportFormOf, type ExportForm } from '../engine/export/export-file.ts'
import { checkPlace } from '../engine/write-beside.ts'
import { caseOfFiles, sayProblems } from './case-of-files.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail, say } from './fail.ts'
import { gskopeVersion } from './version.ts'

export interface ExportOptions {
  readonly output: string
  readonly connection?: readonly string[]
  readonly withSecrets?: boolean
  readonly messages?: boolean
  readonly redact?: boolean
  readonly force?: boolean
}

/** What the caller asked for cannot be; `message` says why. */
class WrongUsage extends Error {}

/** `gskope export FILE... -o out.pcapng`: connections of any source as a capture, a table or certificates. */
export async function exportFiles(files: readonly string[], options: ExportOptions): Promise<ExitStatus> {
  try {
    const form = formOf(options)
    // Told before gigabytes are read for it.
    await checkPlace(options.output, options.force ?? false)
    return await caseOfFiles(files, async (engine, signal) => {
      sayProblems(engine)
      const { summary, told } = await exportFile(engine.case, {
        target: options.output,
        form,
        ids: idsOf(engine, options.connection),
        secrets: options.withSecrets ?? false,
        redactWith: options.redact ? randomBytes(32).toString('hex') : undefined,
        messages: options.messages ?? false,
        replace: options.force ?? false,
        version: gskopeVersion(),
        progress: () => undefined,
        signal,
      })
      for (const one of told) say(one)
      say(`${options.output}: ${summary}`)
      return EXIT.ok
    })
  } catch (error) {
    return fail(error)
  }
}

function formOf({ output, messages, withSecrets, redact }: ExportOptions): ExportForm {
  const form = exportFormOf(output)
  if (form === undefined)
    throw new WrongUsage(
      `${output}: the ending says what is written; it is one of ${EXPORT_FORMS.map((one) => `.${one}`).join(', ')}.`,
    )
  if (messages && form !== 'csv' && form !== 'ndjson') throw new WrongUsage('--messages goes with .csv and .ndjson.')
  const notRedacted = redact ? NOT_REDACTED[form] : undefined
  if (notRedacted !== undefined) throw new WrongUsage(notRedacted)
  if (withSecrets && form !== 'pcapng') throw new WrongUsage('--with-secrets goes with .pcapng.')
  return form
}

function idsOf(engine: Engine, given: readonly string[] | undefined): number[] | undefined {
  if (given === undefined) return undefined
  return given
    .flatMap((text) => text.split(','))
    .map((text) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
      const id = number < 1 ? undefined : connectionNumbered(engine.case, number)
      if (id === undefined) throw new WrongUsage(`There is no connection ${text}: gskope analyze prints the numbers.`)
      return id
    })
}
