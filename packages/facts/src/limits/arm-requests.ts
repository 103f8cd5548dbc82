/**
 * How many requests Azure Resource Manager takes for each subscription, security principal and region: a bucket that
 * fills again while it is used. Source: "Understand how Azure Resource Manager throttles requests", the limits of the
 * token bucket that hold in all public regions since 2024.
 */
export const armRequestBuckets = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
} as const
