import { ipcMain, type IpcMainInvokeEvent, type WebContents, type WebFrameMain } from 'electron'
import { z } from 'zod'
import { ASKS } from '../../preload/contract/shell-channel.ts'
import { isFrom } from './guard.ts'

/** What the bridge may ask of the main process, and with what. Paths are long enough for any system and lists for any drop. */
const requests = {
  connect: z.strictObject({}),
  pickFiles: z.strictObject({}),
  pickTarget: z.strictObject({ name: z.string().min(1).max(200) }),
  reveal: z.strictObject({ path: z.string().min(1).max(4_096) }),
  remember: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(1_000) }),
} satisfies Record<keyof typeof ASKS, z.ZodType>

type Asked<A extends keyof typeof ASKS> = z.infer<(typeof requests)[A]>

/** Who may ask: the main frame of the one window, on the one page. */
export interface Asker {
  readonly contents: () => WebContents | undefined
  readonly origin: string
}

/**
 * The one door between a window and the main process. A stranger's frame, and a payload that does not fit, are refused before
 * `answer` runs; the asker sees a rejected promise.
 */
export function handle<A extends keyof typeof ASKS>(
  ask: A,
  asker: Asker,
  answer: (payload: Asked<A>, frame: WebFrameMain) => unknown,
): void {
  ipcMain.handle(ASKS[ask], async (event, raw: unknown) => {
    const frame = ownMainFrame(event, asker)
    if (!frame) throw new Error(`${ASKS[ask]} refused: not our window`)
    const payload = requests[ask].safeParse(raw)
    if (!payload.success) throw new Error(`${ASKS[ask]} refused: ${z.prettifyError(payload.error)}`)
    return await answer(payload.data as Asked<A>, frame)
  })
}

function ownMainFrame(event: IpcMainInvokeEvent, asker: Asker): WebFrameMain | undefined {
  const frame = event.senderFrame
  const own = asker.contents()
  if (frame === null || own === undefined || event.sender !== own) return undefined
  return frame.parent === null && isFrom(asker.origin, frame.url) ? frame : undefined
}
