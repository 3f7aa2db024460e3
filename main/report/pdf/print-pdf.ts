import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { browserProgram } from './browser-program.ts'

/** Why there is no PDF, and what to do: a sentence for a person. */
export class NoPdf extends Error {}

/** A page of HTML as PDF; throws NoPdf. */
export type PrintPage = (html: string, signal: AbortSignal | undefined) => Promise<Uint8Array>

/** Printing a long report takes seconds; a browser that hangs is ended. */
const PATIENCE_MS = 120_000
/** What a browser says of a failure is shown as far as a person reads. */
const MAX_SAID = 400

/**
 * A page as PDF, through a Chromium that is started for it alone, with a profile of its own and no way to the network. Throws NoPdf.
 */
export async function printPdf(html: string, signal?: AbortSignal, program = browserProgram()): Promise<Uint8Array> {
  if (program === undefined)
    throw new NoPdf(
      'A PDF is printed by Chromium, Chrome or Edge, and none was found: install one, or name it in CHROMIUM_PATH. The HTML report prints the same from any browser.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'gskope-pdf-'))
  try {
    const page = join(folder, 'report.html')
    const pdf = join(folder, 'report.pdf')
    await writeFile(page, html, { mode: 0o600 })
    const args = [
      '--headless',
      '--disable-gpu',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      // No name leads anywhere; the page asks for nothing, and its policy would forbid it.
      '--host-resolver-rules=MAP * ~NOTFOUND',
      // The sandbox of Chromium does not start for root (crbug.com/638180).
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ]
    await run(program, args, signal)
    return await readFile(pdf).catch(() => {
      throw new NoPdf(`${program} printed no PDF. The HTML report prints the same from any browser.`)
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function run(program: string, args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    // Unlike spawn's own, this time limit keeps nobody waiting for a program that did not start.
    const patience = AbortSignal.timeout(PATIENCE_MS)
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MAX_SAID)))
    child.on('error', (error) =>
      reject(
        new NoPdf(
          patience.aborted
            ? `${program} printed no PDF in ${PATIENCE_MS / 1_000} s. The HTML report prints the same from any browser.`
            : `${program} did not start: ${error.message}. The HTML report prints the same from any browser.`,
        ),
      ),
    )
    child.on('close', (status, ended) => {
      if (status === 0) resolve()
      else
        reject(
          new NoPdf(
            `${program} printed no PDF (${ended === null ? `status ${status}` : `ended by ${ended}`}): ${said.trim()}`,
          ),
        )
    })
  })
}
