/** Characters that a note may have: a page. It stands apart from the schemas, which the window does without. */
export const NOTE_LENGTH = 4_000
