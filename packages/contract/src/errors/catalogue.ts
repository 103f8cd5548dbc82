/** Who has to act before trying again has a chance. */
export type Actor = 'client' | 'platform' | 'azure'

/** One row of the catalogue: what a code means and what to do about it. */
export interface ErrorEntry {
  /** A short sentence, the same for each occurrence. */
  readonly title: string
  /** What the reader does next. */
  readonly remedy: string
  readonly actor: Actor
  /** The HTTP status of an answer with this code; absent for errors that only jobs have. */
  readonly status?: number
}

const entries = {
  // Of requests.
  'invalid-json': {
    status: 400,
    actor: 'client',
    title: 'The body is not valid JSON.',
    remedy: 'Correct the JSON at the place named in the detail and send it again.',
  },
  'body-too-large': {
    status: 413,
    actor: 'client',
    title: 'The body is too large.',
    remedy: 'Send at most 64 kB. A request for a workspace needs less than 8 kB.',
  },
  'unsupported-media-type': {
    status: 415,
    actor: 'client',
    title: 'The body is not sent as JSON.',
    remedy: 'Send the header "content-type: application/json".',
  },
  'invalid-request': {
    status: 400,
    actor: 'client',
    title: 'The request does not have the form of the schema.',
    remedy: 'Correct each of the listed errors. The schema is in /openapi.json.',
  },
  'unknown-field': {
    status: 400,
    actor: 'client',
    title: 'The request has a field that is not known.',
    remedy: 'Remove the field or correct its name. The schema is in /openapi.json.',
  },
  'missing-field': { status: 400, actor: 'client', title: 'A required field is missing.', remedy: 'Add the field.' },
  'wrong-type': {
    status: 400,
    actor: 'client',
    title: 'A field has the wrong type.',
    remedy: 'Give the value the type that the detail names.',
  },
  'invalid-value': {
    status: 400,
    actor: 'client',
    title: 'A field has a value that is not allowed.',
    remedy: 'Choose a value as the detail says.',
  },
  'invalid-name': {
    status: 400,
    actor: 'client',
    title: 'A name does not follow the rules of Azure.',
    remedy: 'Choose a name as the detail says.',
  },
  'address-space-invalid': {
    status: 422,
    actor: 'client',
    title: 'The address space is not an IPv4 range.',
    remedy: 'Write the first address of the range and its prefix length: 10.40.0.0/20.',
  },
  'address-space-too-small': {
    status: 422,
    actor: 'client',
    title: 'The address space is too small.',
    remedy: 'Choose a range of at least the size that the detail names.',
  },
  'address-space-forbidden': {
    status: 422,
    actor: 'client',
    title: 'The address space overlaps a range that Azure or Azure ML reserves.',
    remedy: 'Choose another private range, for example inside 10.0.0.0/8.',
  },
  'address-space-overlaps': {
    status: 409,
    actor: 'client',
    title: 'The address space overlaps the one of another workspace.',
    remedy: 'Choose a range that no other workspace uses.',
  },
  'duplicate-compute-name': {
    status: 422,
    actor: 'client',
    title: 'Two computes have the same name.',
    remedy: 'Give each cluster and instance its own name.',
  },
  'name-taken': {
    status: 409,
    actor: 'client',
    title: 'A workspace of this name exists already.',
    remedy: 'Use the existing one (see "existing"), delete it, or choose another name.',
  },
  'too-many-tags': {
    status: 422,
    actor: 'client',
    title: 'The request has more tags than Azure allows.',
    remedy: 'Send at most 40 tags; Palisade adds its own.',
  },
  'idempotency-key-invalid': {
    status: 400,
    actor: 'client',
    title: 'The idempotency key is not usable.',
    remedy: 'Send 16 to 255 visible ASCII characters, for example a UUID.',
  },
  'idempotency-key-reused': {
    status: 422,
    actor: 'client',
    title: 'This idempotency key was used for a different request.',
    remedy: 'Use a new key for each new request.',
  },
  'workspace-not-found': {
    status: 404,
    actor: 'client',
    title: 'There is no such workspace.',
    remedy: 'List the workspaces with GET /v1/workspaces.',
  },
  'workspace-busy': {
    status: 409,
    actor: 'client',
    title: 'Another job works on this workspace.',
    remedy: 'Wait until the job in "existing" is done, then send the request again.',
  },
  'job-not-found': {
    status: 404,
    actor: 'client',
    title: 'There is no such job.',
    remedy: 'The workspace names its jobs: GET /v1/workspaces/{id}.',
  },
  'route-not-found': {
    status: 404,
    actor: 'client',
    title: 'There is nothing at this address.',
    remedy: 'The addresses are listed in /openapi.json and shown at /docs.',
  },
  'method-not-allowed': {
    status: 405,
    actor: 'client',
    title: 'This address does not know the method.',
    remedy: 'The methods of each address are listed in /openapi.json.',
  },
  'host-not-allowed': {
    status: 421,
    actor: 'client',
    title: 'This server does not answer for that host name.',
    remedy: 'Send the request to 127.0.0.1 or localhost, or have the name added to PALISADE_API_HOSTS.',
  },
  'malformed-message': {
    status: 400,
    actor: 'client',
    title: 'The request is not well-formed HTTP.',
    remedy: 'Correct the address and the headers; an HTTP client library writes them correctly.',
  },
  'request-timeout': {
    status: 408,
    actor: 'client',
    title: 'The request did not arrive in time.',
    remedy: 'Send the whole request within 10 seconds.',
  },
  'headers-too-large': {
    status: 431,
    actor: 'client',
    title: 'The headers are too large.',
    remedy: 'Send at most 16 kB of headers.',
  },
  'invalid-cursor': {
    status: 400,
    actor: 'client',
    title: 'The cursor is not one of ours.',
    remedy: 'Begin without a cursor and follow "nextLink".',
  },
  unavailable: {
    status: 503,
    actor: 'platform',
    title: 'The database does not answer.',
    remedy: 'Send the request again after the time in Retry-After.',
  },
  internal: {
    status: 500,
    actor: 'platform',
    title: 'Palisade has a fault.',
    remedy: 'Send the request again; if it fails again, report the traceId.',
  },

  // Of steps: what Azure answered, sorted.
  'azure-throttled': {
    actor: 'azure',
    title: 'Azure limits how often it may be asked.',
    remedy: 'Nothing: the step goes on by itself after the time Azure names.',
  },
  'azure-unavailable': {
    actor: 'azure',
    title: 'Azure could not answer.',
    remedy: 'Nothing: the step is tried again by itself.',
  },
  'azure-busy': {
    actor: 'azure',
    title: 'Another operation on the same resource is in progress.',
    remedy: 'Nothing: the step is tried again by itself.',
  },
  'azure-not-ready': {
    actor: 'azure',
    title: 'A resource that this one needs is not ready yet.',
    remedy: 'Nothing: the step is tried again by itself.',
  },
  'azure-invalid': {
    actor: 'platform',
    title: 'Azure refused the resource as invalid.',
    remedy: 'Read what Azure said in the message; change the request, delete this workspace and post it again.',
  },
  'azure-forbidden': {
    actor: 'platform',
    title: "Azure does not allow Palisade's identity to do this.",
    remedy: 'Give the identity the role that the documentation lists, on this subscription.',
  },
  'azure-policy': {
    actor: 'platform',
    title: 'An Azure policy forbids the resource.',
    remedy: 'Ask the owner of the policy for an exemption, or change the request.',
  },
  'azure-quota': {
    actor: 'platform',
    title: 'The quota of the subscription is used up.',
    remedy: 'Ask for more quota of this VM family in this region, or choose another size.',
  },
  'azure-name-taken': {
    actor: 'client',
    title: 'A name is taken in Azure already.',
    remedy: 'Choose another workspace name.',
  },
  'azure-name-soft-deleted': {
    actor: 'platform',
    title: 'Azure keeps a deleted resource of this name.',
    remedy: 'Purge or recover the deleted resource, or choose another workspace name.',
  },
  'azure-subnet-full': {
    actor: 'client',
    title: 'A subnet has no free address left.',
    remedy: 'Delete this workspace and post it again with a larger address space.',
  },
  'azure-locked': {
    actor: 'platform',
    title: 'A lock in Azure prevents the change.',
    remedy: 'Remove the lock, then ask for the job again.',
  },
  'azure-in-use': {
    actor: 'platform',
    title: 'The resource is still used by something that Palisade does not know.',
    remedy: 'Remove what uses it (the message names it), then ask for the job again.',
  },
  'azure-subscription': {
    actor: 'platform',
    title: 'The subscription cannot be used.',
    remedy: 'Check the subscription id, that it is enabled, and that its resource providers are registered.',
  },
  'azure-missing': {
    actor: 'platform',
    title: 'A resource that should exist does not.',
    remedy: 'Find out who removed it; then delete this workspace and post it again.',
  },
  'azure-failed': {
    actor: 'platform',
    title: 'Azure began the operation and reported that it failed.',
    remedy: 'Read what Azure said in the message; delete this workspace and post it again.',
  },
  'not-ours': {
    actor: 'platform',
    title: 'A resource of this name exists and Palisade did not make it.',
    remedy: 'Rename or remove that resource, or choose another workspace name. Palisade does not touch it.',
  },
  'attempts-exhausted': {
    actor: 'platform',
    title: 'The step was tried as often as is sensible.',
    remedy: 'Read the last answer of Azure in the message, mend its cause, then ask for the job again.',
  },
  fault: { actor: 'platform', title: 'Palisade has a fault in this step.', remedy: 'Report the job id.' },
} as const satisfies Record<string, ErrorEntry>

/** The stable codes: of problem details, and of the errors of steps and jobs. */
export type ErrorCode = keyof typeof entries

export const errorCatalogue: Readonly<Record<ErrorCode, ErrorEntry>> = entries
