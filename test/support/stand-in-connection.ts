import type {
  Certificate,
  ConnectionDetail,
  ConnectionRow,
  EventRow,
  MessageDetail,
  MessageRow,
  Negotiation,
  TraceNote,
} from '../../preload/contract/connection.ts'
import type { DraftedMessage } from './stand-in-message.ts'

export const CAPTURE = 1
export const TRACE = 2

export interface Step {
  readonly afterUs: number
  readonly from: 'client' | 'server'
  readonly content?: MessageRow['content']
  readonly type?: number | null
  readonly name: string | null
  readonly level?: number
  readonly visibility?: MessageRow['visibility']
  readonly complete?: boolean
  readonly summary?: string
  readonly draft?: DraftedMessage
  readonly length?: number
}

export interface StandInConnection {
  readonly detail: ConnectionDetail
  readonly messages: readonly MessageDetail[]
}

export interface Plan {
  readonly id: number
  readonly startNs: bigint
  readonly port: number
  readonly client?: string
  readonly serverName?: string | null
  readonly row: Partial<ConnectionRow>
  readonly steps: readonly Step[]
  readonly events?: readonly Omit<EventRow, 'source' | 'frame' | 'line'>[]
  readonly notes?: readonly (readonly [
    afterMessage: number,
    afterUs: number,
    description: string,
    functionName: string,
    detail: readonly string[],
  ])[]
  readonly negotiation: Negotiation
  readonly certificates?: readonly Certificate[]
}

export function build(plan: Plan): StandInConnection {
  let time = plan.startNs
  const messages: MessageDetail[] = plan.steps.map((step, i) => {
    time += BigInt(step.afterUs) * 1000n
    const encrypted = step.visibility === 'encrypted'
    const row: MessageRow = {
      n: i + 1,
      timeNs: time,
      source: CAPTURE,
      frame: 4 + i * 2,
      line: null,
      from: step.from,
      content: step.content ?? 'handshake',
      type: step.type ?? null,
      name: step.name,
      level: step.level ?? null,
      recordVersion: 0x0303,
      length: step.length ?? Math.max(0, (step.draft?.bytes.length ?? 4) - 4),
      visibility: step.visibility ?? 'plain',
      complete: step.complete ?? true,
      summary: step.summary ?? '',
      sightings: [
        {
          source: CAPTURE,
          timeNs: time,
          frame: 4 + i * 2,
          line: null,
          visibility: step.visibility ?? 'plain',
          complete: step.complete ?? true,
        },
      ],
    }
    return {
      row,
      bytes: encrypted ? new Uint8Array() : (step.draft?.bytes ?? new Uint8Array()),
      fields: encrypted ? [] : [...(step.draft?.fields ?? [])],
    }
  })
  const notes: TraceNote[] = (plan.notes ?? []).map(
    ([afterMessage, afterUs, description, functionName, detail], i) => ({
      source: TRACE,
      line: 1180 + i * 7,
      timeNs: plan.startNs + BigInt(afterUs) * 1000n,
      description,
      functionName,
      detail: [...detail],
      afterMessage,
    }),
  )
  const row: ConnectionRow = {
    id: plan.id,
    client: { address: plan.client ?? '10.1.0.2', port: 40_000 + plan.id },
    server: { address: '10.1.1.2', port: plan.port },
    transport: 'tcp',
    startNs: plan.startNs,
    endNs: time,
    serverName: plan.serverName === undefined ? 'tn3270.corp' : plan.serverName,
    alpn: null,
    version: null,
    cipherSuite: null,
    group: null,
    resumption: 'none',
    signature: '',
    outcome: 'failed',
    boundary: 'client_hello',
    alert: null,
    cause: null,
    messageCount: messages.length,
    sources: notes.length ? [CAPTURE, TRACE] : [CAPTURE],
    partial: false,
    ...plan.row,
  }
  return {
    messages,
    detail: {
      row,
      clientRandom: '0c3381e156c3df4693dd621ca6368a75bdf026f3de8f831b78bc4e02917fc011',
      helloRetryRequest: false,
      clientAuthentication: 'none',
      ja3: '6734f37431670b3ab4292b8f60f29984',
      ja3s: 'ec74a5c51106f0419184d0dd08fb05bc',
      ja4: 't12d0903h1_1a2b3c4d5e6f_0a1b2c3d4e5f',
      legs: [
        {
          id: plan.id,
          source: CAPTURE,
          stream: plan.id,
          role: 'wire',
          joinedBy: notes.length ? 'client-random' : null,
          job: null,
          process: null,
          thread: null,
          connectionId: null,
        },
        ...(notes.length
          ? [
              {
                id: 100 + plan.id,
                source: TRACE,
                stream: 0,
                role: 'server' as const,
                joinedBy: 'client-random' as const,
                job: 'TCPIP',
                process: '0201003E',
                thread: '1',
                connectionId: '00000A1F',
              },
            ]
          : []),
      ],
      apart: [],
      messages: messages.map((m) => m.row),
      events: (plan.events ?? []).map((e) => ({ ...e, source: CAPTURE, frame: 1, line: null })),
      traceNotes: notes,
      certificates: [...(plan.certificates ?? [])],
      demands: [],
      negotiation: plan.negotiation,
      findings:
        row.outcome === 'failed'
          ? [
              {
                cause: 'no-common-cipher',
                confidence: 'likely',
                rank: 1,
                detectedBy: 'server',
                title: 'No cipher suite in common',
                explanation: 'None of the suites offered is one that the server takes.',
                returnCodes: [{ system: 'system-ssl', code: 402, name: 'GSK_ERR_NO_CIPHERS' }],
                evidence: [
                  { source: 1, message: 1, frame: 4, line: null, byteRange: [39, 71], text: 'the suites offered' },
                  ...notes.slice(-1).map(({ line }) => ({
                    source: TRACE,
                    message: null,
                    frame: null,
                    line,
                    byteRange: null,
                    text: 'what the host says of it',
                  })),
                ],
                wouldDisprove: 'a suite in both lists',
                fixes: [
                  {
                    where: 'at-tls-policy',
                    title: 'Add cipher suites that the client offers',
                    snippet: 'TTLSCipherParms TNCiphers\n{\n}',
                    caution: 'Takes effect for new connections after F PAGENT,REFRESH.',
                  },
                ],
                collect: [
                  {
                    where: 'at-tls-policy',
                    title: 'The policy that is installed',
                    question: 'which suites are in force',
                    commands: 'pasearch -t',
                    caution: null,
                  },
                ],
              },
            ]
          : [],
      cut: { messages: 0, events: 0, traceNotes: 0 },
    },
  }
}
