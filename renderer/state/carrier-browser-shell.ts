import type { Shell } from '../../preload/contract/carrier.ts'
import type { WebSocketEngine } from './carrier-websocket.ts'

/** What a browser page can do in place of a desktop shell: the files go to the machine of the engine before they are opened. */
export function browserShell(token: string, engine: WebSocketEngine): Shell {
  return {
    kind: 'browser',
    platform: platformOf(navigator.userAgent),
    pickFiles: () => chooseFiles().then((files) => upload(files, token)),
    pathsOf: (files, onProgress) => upload(files, token, onProgress),
    onOpenPaths: () => () => undefined,
    onCommand: () => () => undefined,
    onLink: (listener) => engine.onLink((state) => listener(state === 'up' ? 'up' : 'down')),
  }
}

function platformOf(userAgent: string): string {
  return userAgent.includes('Mac') ? 'darwin' : userAgent.includes('Windows') ? 'win32' : 'linux'
}

function chooseFiles(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.click()
  })
}

async function upload(
  files: readonly File[],
  token: string,
  onProgress?: (sentBytes: number, totalBytes: number) => void,
): Promise<string[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const paths: string[] = []
  let sent = 0
  for (const file of files) {
    const before = sent
    paths.push(await put(file, token, (bytes) => onProgress?.(before + bytes, total)))
    sent += file.size
  }
  return paths
}

/** XMLHttpRequest and not fetch: only it tells how much of a body has been sent. */
function put(file: File, token: string, onProgress: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/upload/${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      const answer = readAnswer(request.responseText)
      if (request.status === 200 && answer.path !== undefined) resolve(answer.path)
      else reject(new Error(answer.message ?? `${file.name} could not be sent (${request.status}).`))
    }
    request.onerror = () => reject(new Error(`${file.name} could not be sent: the engine does not answer.`))
    request.send(file)
  })
}

function readAnswer(text: string): { path?: string; message?: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    const { path, message } = value as Record<string, unknown>
    return {
      path: typeof path === 'string' ? path : undefined,
      message: typeof message === 'string' ? message : undefined,
    }
  } catch {
    return {}
  }
}
