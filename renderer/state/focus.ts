import { tick } from 'svelte'

/** What had the focus goes away: the list is where one goes on from. */
export async function focusList(): Promise<void> {
  await tick()
  document.querySelector<HTMLElement>('[data-focus="connections"]')?.focus()
}
