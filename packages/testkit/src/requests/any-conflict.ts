import { onExistingChoices, onSoftDeletedChoices, type WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'

/** What to do about names that are taken, or kept for something deleted. Most requests do not say. */
export const anyConflict: fc.Arbitrary<
  Pick<NonNullable<WorkspaceRequest['resources']>, 'onExisting' | 'onSoftDeleted'>
> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  {
    arbitrary: fc.record(
      {
        onSoftDeleted: fc.constantFrom(...onSoftDeletedChoices),
        onExisting: fc.constantFrom(...onExistingChoices),
      },
      { requiredKeys: [] },
    ),
    weight: 1,
  },
)
