/** What this Azure does by itself that takes clients by surprise. Times are of the wall clock. */
export interface Habits {
  /** From 0 to 1: which share of the writes that come into conflict is accepted, and fails at its end. */
  readonly lateConflicts: number
  /** For how long after it was made a resource is not found yet. */
  readonly visibilityMs: number
  /** For how long the directory does not know a new identity. */
  readonly principalMs: number
  /** For how long a subnet is held after the last compute of Azure ML in it went. */
  readonly serviceLinkMs: number
  /** Whether private endpoints, and compute without public addresses, are refused in subnets with network policies. */
  readonly refusesNetworkPolicies: boolean
}

/** The parts of the options that are habits. Times are simulated seconds. */
export interface HabitOptions {
  /** From 0 to 1: the share of conflicting writes that is accepted and fails at its end. Absent: none. */
  readonly lateConflicts?: number
  /** For how long after it was made a resource is not found yet. Absent: not at all. */
  readonly visibilityDelaySeconds?: number
  /** For how long roles cannot be given to a new identity. Absent: not at all. */
  readonly principalDelaySeconds?: number
  /** For how long a subnet cannot be deleted after the last compute of Azure ML in it went. Absent: not at all. */
  readonly serviceLinkSeconds?: number
  /** Whether subnets with network policies take private endpoints and private compute: sources differ. Absent: `refused`. */
  readonly networkPolicies?: 'refused' | 'accepted'
}

export const calm: Habits = {
  lateConflicts: 0,
  visibilityMs: 0,
  principalMs: 0,
  serviceLinkMs: 0,
  refusesNetworkPolicies: true,
}

export function habitsOf(options: HabitOptions, timeScale: number): Habits {
  const { lateConflicts = 0, networkPolicies = 'refused' } = options
  if (!(lateConflicts >= 0 && lateConflicts <= 1))
    throw new RangeError(`lateConflicts must be from 0 to 1, not ${lateConflicts}`)
  const milliseconds = (name: string, seconds = 0): number => {
    if (!(seconds >= 0)) throw new RangeError(`${name} must be 0 or more, not ${seconds}`)
    return (seconds * 1000) / timeScale
  }
  return {
    lateConflicts,
    visibilityMs: milliseconds('visibilityDelaySeconds', options.visibilityDelaySeconds),
    principalMs: milliseconds('principalDelaySeconds', options.principalDelaySeconds),
    serviceLinkMs: milliseconds('serviceLinkSeconds', options.serviceLinkSeconds),
    refusesNetworkPolicies: networkPolicies === 'refused',
  }
}
