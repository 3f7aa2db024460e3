import type { Reply, Request } from '../../preload/contract/index.ts'

/** A guide as the engine gives one, of one step; a job whose name is too long is refused. */
export function standInGuide({ jobs, stack }: Request<'collect.guide'>): Reply<'collect.guide'> {
  const tooLong = jobs.find((job) => job.length > 8)
  if (tooLong !== undefined)
    return { guide: null, refusals: [{ field: 'jobs', text: `'${tooLong}': a job name has at most 8 characters` }] }
  return {
    guide: {
      title: 'Collect a TLS trace on z/OS',
      madeFor: [`TCP/IP stack: ${stack === '' ? 'TCPIP' : stack}`, `Jobs: ${jobs.join(', ')}`],
      assumed: stack === '' ? ['The TCP/IP stack is assumed to be TCPIP.'] : [],
      steps: [
        {
          title: 'Start the traces',
          text: 'On the console.',
          items: [
            { kind: 'block', title: 'A member', file: 'CTIGSK00.txt', text: 'TRACEOPTS\n', note: null },
            {
              kind: 'command',
              command: 'S GSKSRVR',
              expect: [{ id: 'GSK01003I', text: 'SSL server initialization complete.' }],
              note: null,
            },
          ],
        },
      ],
      checks: ['It holds lines with SSL_ASCII_DUMP.'],
      troubles: [{ what: 'The trace is empty.', remedy: 'Trace the stack.' }],
      unknown: ['What nobody told.'],
      asText: 'Collect a TLS trace on z/OS\n',
      asMarkdown: '# Collect a TLS trace on z/OS\n',
    },
    refusals: [],
  }
}
