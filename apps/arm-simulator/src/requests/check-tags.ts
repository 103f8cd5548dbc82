import { ArmError } from '../arm/arm-error.ts'
import type { JsonObject } from '../json/json.ts'

/** Source: tag-resources.md, "Limitations". */
const mostTags = 50
const longestName = 512
const longestValue = 256

/** What Azure Resource Manager refuses of tags. The first code is known from reports; those of the lengths are unconfirmed. */
export function checkTags(tags: JsonObject): void {
  const names = Object.keys(tags)
  const reserved = names.filter((name) => /[<>%&\\?/]/.test(name))
  if (reserved.length > 0)
    throw new ArmError(
      400,
      'InvalidTagNameCharacters',
      `The tag names '${reserved.join(',')}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`,
    )
  if (names.length > mostTags)
    throw new ArmError(
      400,
      'TooManyTags',
      `The number of tags is ${names.length}, and a resource has at most ${mostTags}.`,
    )
  for (const [name, value] of Object.entries(tags)) {
    if (name.length > longestName)
      throw new ArmError(
        400,
        'InvalidTagNameLength',
        `The tag name '${name.slice(0, 30)}…' is longer than ${longestName}.`,
      )
    if (typeof value === 'string' && value.length > longestValue)
      throw new ArmError(400, 'InvalidTagValueLength', `The value of tag '${name}' is longer than ${longestValue}.`)
  }
}
