import type { World } from '../state/world.ts'

/**
 * Whatever changes in a network changes its etag too. Without it, somebody who read the network, changed it and puts it
 * back with If-Match would not hear that a subnet came in between, and would delete that subnet.
 */
export function touchNetwork(key: string, world: World): void {
  const network = world.get(key)
  if (network === undefined) return
  world.put({ ...network, internal: { ...network.internal, etag: `W/"${world.newGuid()}"` } })
}
