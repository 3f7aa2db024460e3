/** What would be left behind, in sentences, and who waits for the answer. */
interface Asked {
  readonly reasons: readonly string[]
  /** There is a copy that could be written anew first. */
  readonly canSave: boolean
  readonly answer: (choice: 'save' | 'leave' | 'stay') => void
}

/** Asks before a case is left while something of the user's is not where they put it. */
export class Leaving {
  asked = $state.raw<Asked | undefined>()

  /** Resolves at once with `leave` where there is nothing to say. */
  ask(reasons: readonly string[], canSave: boolean): Promise<'save' | 'leave' | 'stay'> {
    this.asked?.answer('stay')
    if (reasons.length === 0) return Promise.resolve('leave')
    return new Promise((resolve) => {
      this.asked = {
        reasons,
        canSave,
        answer: (choice) => {
          this.asked = undefined
          resolve(choice)
        },
      }
    })
  }
}
