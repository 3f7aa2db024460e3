/** Parts of a report that can be left out. They stand apart from the schemas, which the window does without. */
export const REPORT_SECTIONS = [
  'ladder',
  'negotiation',
  'certificates',
  'comparison',
  'notes',
  'evidence',
  'appendix',
] as const
