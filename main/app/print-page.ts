import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'

/** Nothing of it is kept: no `persist:` before its name. */
const PARTITION = 'report'
/** What is being printed: the session fetches nothing else. */
const pages = new Set<string>()
/** Printing a long report takes seconds; a page that hangs is ended. */
const PATIENCE_MS = 120_000

/** Prints a page of the engine's as PDF in a window that nobody sees, with scripts off and no way to anything but that page. Rejects with a sentence for a person. */
export async function printPage(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'gskope-pdf-'))
  const page = join(folder, 'report.html')
  const own = pathToFileURL(page).href
  const apart = session.fromPartition(PARTITION, { cache: false })
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: apart,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  })
  try {
    await writeFile(page, html, { mode: 0o600 })
    pages.add(own)
    apart.webRequest.onBeforeRequest(({ url }, answer) =>
      answer({ cancel: !pages.has(url) && !url.startsWith('data:') }),
    )
    await window.loadURL(own)
    return await inTime(
      window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }),
    )
  } finally {
    window.destroy()
    pages.delete(own)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error('The PDF was not printed in two minutes. The HTML report prints the same from any browser.')),
      PATIENCE_MS,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
