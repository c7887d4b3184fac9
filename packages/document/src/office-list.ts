import type { Child, Inline, List, ListItem } from './tree.ts'

/** A list that the next paragraphs may go on with. */
export interface OpenList {
  readonly list: List
  readonly level: number
  readonly id: string
}

/** Adds an item to the open lists, nested by its level; opens a list where none goes on. */
export function addItem(
  children: Child[],
  lists: OpenList[],
  item: ListItem,
  level: number,
  id: string,
  ordered: boolean,
): void {
  while (lists.length > 0 && (lists.at(-1)?.level ?? 0) > level) lists.pop()
  const top = lists.at(-1)
  if (top !== undefined && top.level === level && (top.id === id || top.list.ordered === ordered)) {
    top.list.children.push(item)
    return
  }
  if (top !== undefined && top.level === level) lists.pop()
  const list: List = { type: 'list', ordered, children: [item] }
  const parent = lists.at(-1)?.list.children.at(-1)
  if (parent === undefined) children.push(list)
  else parent.children.push(list)
  lists.push({ list, level, id })
}

/** True for a paragraph that prints something, all of it in bold. */
export function isBold(node: Child): boolean {
  if (node.type !== 'paragraph') return false
  let printed = false
  for (const inline of node.children) {
    if (inline.type === 'text' && inline.value.trim() === '') continue
    if (inline.type === 'break') continue
    if (!holdsStrong(inline)) return false
    printed = true
  }
  return printed
}

function holdsStrong(inline: Inline): boolean {
  if (inline.type === 'strong') return true
  return 'children' in inline && inline.children.length > 0 && inline.children.every(holdsStrong)
}
