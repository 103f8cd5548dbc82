import { expect, test } from 'vitest'
import { errorsMarkdown } from './errors-markdown.ts'

test('docs/errors.md says of each code what the catalogue says', async () => {
  await expect(errorsMarkdown()).toMatchFileSnapshot('../../../../docs/errors.md')
})
