import type { Field } from '../../../preload/contract/connection.ts'

/** A field with its place in the tree; nodes are numbered in the order in which an open tree shows them. */
export interface FieldNode {
  readonly id: number
  readonly field: Field
  readonly depth: number
  readonly parent: number | undefined
  /** Id of the first node that is not inside this one. */
  readonly end: number
}

/** Enough for a 16 MB message of two-byte fields to be refused; a real client_hello has a few hundred. */
export const MOST_NODES = 50_000

/** The tree as one list, parents before children; iterative, because a hostile message may nest as deep as it likes. */
export function flattenFields(fields: readonly Field[]): readonly FieldNode[] {
  const nodes: { id: number; field: Field; depth: number; parent: number | undefined; end: number }[] = []
  const stack: { readonly list: readonly Field[]; at: number; readonly parent: number | undefined }[] = [
    { list: fields, at: 0, parent: undefined },
  ]
  while (stack.length > 0 && nodes.length < MOST_NODES) {
    const top = stack.at(-1)
    const field = top?.list[top.at]
    if (!top || !field) {
      const done = stack.pop()
      const parent = done?.parent === undefined ? undefined : nodes[done.parent]
      if (parent) parent.end = nodes.length
      continue
    }
    top.at++
    const id = nodes.length
    nodes.push({ id, field, depth: stack.length - 1, parent: top.parent, end: id + 1 })
    if (field.children.length) stack.push({ list: field.children, at: 0, parent: id })
  }
  for (const left of stack) {
    const parent = left.parent === undefined ? undefined : nodes[left.parent]
    if (parent) parent.end = nodes.length
  }
  return nodes
}

/** The nodes that are seen when the given ones are closed. */
export function visibleNodes(nodes: readonly FieldNode[], closed: ReadonlySet<number>): readonly FieldNode[] {
  const seen: FieldNode[] = []
  let at = 0
  while (at < nodes.length) {
    const node = nodes[at]
    if (!node) break
    seen.push(node)
    at = closed.has(node.id) ? node.end : at + 1
  }
  return seen
}

/** The deepest node that holds a byte; the last of several, so that a child wins over its parent of the same range. */
export function deepestAt(nodes: readonly FieldNode[], offset: number): FieldNode | undefined {
  let found: FieldNode | undefined
  let at = 0
  while (at < nodes.length) {
    const node = nodes[at]
    if (!node) break
    if (offset >= node.field.start && offset < node.field.end) {
      found = node
      at++
    } else {
      at = node.end
    }
  }
  return found
}

/** The smallest node that holds a whole range of bytes; undefined where none does. */
export function smallestAround(nodes: readonly FieldNode[], start: number, end: number): FieldNode | undefined {
  let found: FieldNode | undefined
  let at = 0
  while (at < nodes.length) {
    const node = nodes[at]
    if (!node) break
    if (start >= node.field.start && end <= node.field.end) {
      // A parent of the same range says more than its only child: the child wins only where it is smaller.
      if (!found || node.field.end - node.field.start < found.field.end - found.field.start) found = node
      at++
    } else at = node.end
  }
  return found
}
