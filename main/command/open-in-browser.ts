import { spawn } from 'node:child_process'

/** Asks the system to show an address; when it cannot, the address stands in the terminal. */
export function openInBrowser(url: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(program ?? 'xdg-open', [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  // Not `start`: cmd would take `&` in the address for the end of the command.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}
