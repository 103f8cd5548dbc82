import { actionOn } from '../arm/action-on.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import type { AnswerStyle } from '../long-running/answer-style.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { requireReadyWorkspace } from './require-ready-workspace.ts'
import { workspaceAbove } from './workspace-above.ts'

interface AssetOptions {
  /** As the path says it, such as `models`. */
  readonly plural: string
  readonly style: AnswerStyle
  /** Properties that a container, or a version, cannot be without. */
  readonly containerRequires?: readonly string[]
  readonly versionRequires?: readonly string[]
  /** What a version's container is made of when the version comes first. */
  readonly containerOf?: (version: JsonObject) => JsonObject
  readonly versionDefaults?: JsonObject
  /** What only the service knows of a version. */
  readonly showVersion?: (properties: JsonObject) => JsonObject
  readonly canPublish?: true
}

/** An asset of a workspace: a container by name, and in it the versions. What its storage holds is not looked at. */
export function assetTypes(options: AssetOptions): { readonly container: ArmType; readonly version: ArmType } {
  const type = `Microsoft.MachineLearningServices/workspaces/${options.plural}`
  const isLong = options.style.create !== 'at once'
  const shared = {
    verbs: ['GET', 'PUT', 'DELETE'],
    location: 'none',
    style: options.style,
    seconds: { create: isLong ? 10 : 1, update: isLong ? 10 : 1, delete: isLong ? 10 : 1 },
  } as const satisfies Partial<ArmType>
  const name: ArmType['name'] = {
    accepts: /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/,
    refuse: (text) => badRequest(`The name or version '${text}' in ${options.plural} is invalid.`),
  }
  const validate: ArmType['validate'] = ({ id, world }) => {
    const workspace = workspaceAbove(id.id, world)
    if (workspace !== undefined) requireReadyWorkspace(workspace)
  }
  const container: ArmType = {
    ...shared,
    type,
    name,
    requires: (options.containerRequires ?? []).map((field) => `properties.${field}`),
    validate,
    complete: ({ body }) => ({ body: { properties: completeContainer(read.object(body, 'properties')) } }),
    show(resource, body, world) {
      const newest = newestVersion(resource, world)
      return {
        ...body,
        properties: {
          ...read.object(body, 'properties'),
          latestVersion: newest ?? null,
          nextVersion: nextVersion(newest) ?? null,
        },
      }
    },
    actions: [],
  }
  const version: ArmType = {
    ...shared,
    type: `${type}/versions`,
    name,
    bringsParent: true,
    requires: (options.versionRequires ?? []).map((field) => `properties.${field}`),
    validate,
    complete({ id, body, world }) {
      const properties = read.object(body, 'properties')
      // Whoever registers a first version does not make its container before.
      if (world.get(id.parent) === undefined)
        placeContainer(id.id, type, options.containerOf?.(properties) ?? {}, world)
      return {
        body: {
          properties: {
            ...withDefaults(properties, {
              description: null,
              tags: {},
              properties: {},
              isAnonymous: false,
              isArchived: false,
              ...options.versionDefaults,
            }),
            ...options.showVersion?.(properties),
          },
        },
      }
    },
    actions: options.canPublish === undefined ? [] : [publish(`${type}/versions`)],
  }
  return { container, version }
}

/** Copies a version into a registry. Registries are not kept, so only what was asked is looked at. */
function publish(type: string) {
  return actionOn(type, 'POST', 'publish', ({ resource, world, body }) => {
    for (const field of ['registryName', 'destinationName', 'destinationVersion'])
      if ((read.text(body, field) ?? '') === '')
        throw badRequest(`To publish '${resource.name}' a ${field} is needed.`, field)
    return {
      status: 202,
      effect: 'none',
      long: {
        seconds: 30,
        location: read.text(workspaceAbove(resource.id, world)?.body, 'location') ?? 'global',
        style: machineLearningAnswers.workspace,
      },
    }
  })
}

function completeContainer(properties: JsonObject): JsonObject {
  const { latestVersion: _latest, nextVersion: _next, ...asked } = properties
  return withDefaults(asked, { description: null, tags: {}, properties: {}, isArchived: false })
}

function placeContainer(versionId: string, type: string, properties: JsonObject, world: World): void {
  const id = parseResourceId(versionId.split('/').slice(0, -2).join('/'))
  if (id === undefined) return
  world.put({
    id: id.id,
    key: id.key,
    type,
    name: id.name,
    subscription: id.subscription,
    parent: id.parent,
    body: { properties: completeContainer(properties) },
    internal: {},
    state: 'Succeeded',
    hidden: false,
  })
}

/** Versions are texts; those that are numbers are compared as numbers. */
function newestVersion(container: Resource, world: World): string | undefined {
  return world
    .children(container.key)
    .filter((child) => child.type.endsWith('/versions'))
    .map((child) => child.name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1)
}

/** After a version that is no number, nobody can say which is the next. */
function nextVersion(newest: string | undefined): string | undefined {
  if (newest === undefined) return '1'
  return /^\d+$/.test(newest) ? String(Number(newest) + 1) : undefined
}
