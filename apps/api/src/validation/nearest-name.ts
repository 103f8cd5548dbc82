/** The one of `names` that somebody who wrote `name` most likely meant, or undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = plain(name)
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of names) {
    // As many letters have to be inserted or removed at least.
    if (Math.abs(wanted.length - candidate.length) > least + 4) continue
    const distance = editDistance(wanted, plain(candidate))
    if (distance < least) {
      least = distance
      nearest = candidate
    }
  }
  return nearest
}

/** Without what differs between ways of writing the same name: vm_size, VmSize, vm-size. */
function plain(name: string): string {
  // Longer names are not meant to be one of ours, and the distance costs the square of the length.
  return name.slice(0, 64).toLowerCase().replaceAll(/[_-]/g, '')
}

/** How many letters have to be inserted, removed or replaced (Levenshtein). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced))
    }
    above = current
  }
  return above[b.length] ?? 0
}
