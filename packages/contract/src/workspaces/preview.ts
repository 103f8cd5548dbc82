import { type Static, Type } from 'typebox'
import { HandOffView } from './hand-off.ts'

const closed = { additionalProperties: false } as const

/** What a request would make, in readable form. */
export const PreviewView = Type.Object(
  {
    summary: Type.String({ description: 'One sentence.' }),
    expectedMinutes: Type.Integer({ description: 'Along the longest chain of resources that wait for one another.' }),
    subnets: Type.Array(
      Type.Object(
        { name: Type.String(), addressPrefix: Type.String(), usable: Type.Integer(), purpose: Type.String() },
        closed,
      ),
    ),
    checks: Type.Array(Type.String(), {
      description: 'The limits of Azure that the request was checked against, in words.',
    }),
    warnings: Type.Array(Type.String()),
    phases: Type.Array(
      Type.Object(
        {
          phase: Type.String(),
          resources: Type.Array(
            Type.Object(
              {
                key: Type.String(),
                kind: Type.String(),
                name: Type.String(),
                action: Type.String(),
                waitsFor: Type.Array(Type.String()),
                body: Type.Unknown({
                  description: 'What is not known before another resource exists says so in words.',
                }),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    handOff: Type.Pick(HandOffView, ['egressRules', 'routes'], {
      ...closed,
      description: 'What somebody else has to set up, because the request leaves it to them.',
    }),
  },
  { ...closed, $id: 'Preview', title: 'Preview' },
)
export type PreviewView = Static<typeof PreviewView>
