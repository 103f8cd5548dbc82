import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { ownTags } from '../site.ts'
import { pointerPart, problem } from './problem.ts'

/** Storage accounts take shorter tag names than other resources. Source: "Use tags to organize your Azure resources". */
const longestName = 128

/** Azure does not tell upper from lower case in the names of tags, and some names are not free. */
export function tagProblems(request: WorkspaceRequest): ProblemItem[] {
  const seen = new Set<string>()
  return Object.keys(request.tags ?? {}).flatMap((name) => {
    const detail = whatIsWrong(name, seen)
    seen.add(name.toLowerCase())
    return detail === undefined ? [] : [problem('invalid-value', `/tags/${pointerPart(name)}`, detail)]
  })
}

function whatIsWrong(name: string, seen: ReadonlySet<string>): string | undefined {
  if (ownTags.some((own) => own === name.toLowerCase())) return `Palisade sets the tag "${name}" itself: remove it.`
  if (seen.has(name.toLowerCase())) return `The tag "${name}" stands there twice, but for its case: remove one.`
  if (name.length > longestName) return `The name of a tag on a storage account has at most ${longestName} characters.`
  // In a stored blueprint this name marks a reference to another resource.
  if (name.startsWith('$')) return `The name of a tag cannot begin with "$": choose another name for "${name}".`
  return undefined
}
