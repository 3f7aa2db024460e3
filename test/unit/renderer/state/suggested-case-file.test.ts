import { expect, it } from 'vitest'
import { suggestedCaseFile } from '../../../../renderer/state/suggested-case-file.ts'

const incident = { title: 'tn3270.pcap and 1 more', example: false, sources: [{ path: '/data/4711/tn3270.pcap' }] }

it.each([
  ['beside its first source', incident, undefined, '/data/4711/tn3270.pcap and 1 more.gskope'],
  ['where the last one was saved', incident, '/home/op/', '/home/op/tn3270.pcap and 1 more.gskope'],
  [
    'on another system',
    { ...incident, sources: [{ path: 'C:\\data\\tn3270.pcap' }] },
    undefined,
    'C:\\data\\tn3270.pcap and 1 more.gskope',
  ],
  [
    'not where what a browser sent is removed',
    { ...incident, sources: [{ path: '/tmp/gskope-upload-Xy1/tn3270.pcap' }, { path: '/data/b.txt' }] },
    undefined,
    '/data/tn3270.pcap and 1 more.gskope',
  ],
  ['not beside the files of the example', { ...incident, example: true }, undefined, 'tn3270.pcap and 1 more.gskope'],
  [
    'with no path in its name',
    { title: '../../etc/<b>', example: false, sources: [] },
    undefined,
    '..-..-etc-b-.gskope',
  ],
  ['without any name', { title: '', example: false, sources: [] }, '', 'case.gskope'],
])('a case is saved %s', (_where, state, folder, file) => {
  expect(suggestedCaseFile(state, folder)).toBe(file)
})
