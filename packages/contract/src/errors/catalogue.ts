/** Who has to act before trying again has a chance. */
export type Actor = 'client' | 'platform' | 'azure'

/** One row of the catalogue: what a code means and what to do about it. */
export interface ErrorEntry {
  /** A short sentence, the same for each occurrence. */
  readonly title: string
  /** What the reader does next. */
  readonly remedy: string
  readonly actor: Actor
  /** Whether it goes away by itself, and the same again then works. Absent: never. */
  readonly waitingCures?: 'yes' | 'sometimes'
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
  'impossible-request': {
    status: 422,
    actor: 'client',
    title: 'The request asks for what cannot be built.',
    remedy: 'Correct each of the listed errors: each has a code, a place and what to do.',
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
    waitingCures: 'yes',
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
  'too-many-streams': {
    status: 429,
    actor: 'client',
    title: 'Too many event streams are open.',
    remedy:
      'Close streams that nobody reads, and come back after the time in Retry-After. One stream is enough for each job; the same events can be read as JSON.',
    waitingCures: 'sometimes',
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
  'scenario-conflict': {
    status: 422,
    actor: 'client',
    title: 'The scenario does not have this option.',
    remedy: 'Remove the option, or choose the scenario that the detail names.',
  },
  'network-missing': {
    status: 422,
    actor: 'client',
    title: 'The scenario needs a network, or a part of one, that the request does not describe.',
    remedy: 'Add what the detail names below "network".',
  },
  'needs-network': {
    status: 422,
    actor: 'client',
    title: 'The option needs a network, or a private endpoint of the workspace in one, and there is none.',
    remedy: 'Remove the option, or choose the scenario private or hybrid and describe a network.',
  },
  'no-way-in': {
    status: 422,
    actor: 'client',
    title: 'Nobody could reach the workspace.',
    remedy: 'Describe a network for its private endpoint, or set access.public.',
  },
  'registry-service-endpoint': {
    status: 422,
    actor: 'client',
    title: 'A registry cannot be reached by a service endpoint.',
    remedy: 'Remove the option: the registry gets a private endpoint.',
  },
  'both-endpoints': {
    status: 422,
    actor: 'client',
    title: 'A resource has both a private endpoint and a service endpoint.',
    remedy: 'Choose one of the two.',
  },
  'endpoint-required': {
    status: 422,
    actor: 'client',
    title: 'A resource would be without a way from the network.',
    remedy: 'Leave its private endpoint on, or choose a service endpoint where the detail offers one.',
  },
  'storage-service-endpoint-subnet': {
    status: 422,
    actor: 'client',
    title: 'The service endpoint of storage is in the wrong subnet.',
    remedy: 'Choose the subnet training, where the workspace endpoint and the compute are.',
  },
  'service-endpoint-managed': {
    status: 422,
    actor: 'client',
    title: 'A network that Azure ML manages does not have service endpoints.',
    remedy: 'Remove the option: a managed network uses private endpoints.',
  },
  'client-ip-not-public': {
    status: 422,
    actor: 'client',
    title: 'A client address is not a public one.',
    remedy: 'Name the address by which the clients appear on the internet; inside the network they need no entry.',
  },
  'client-ip-range': {
    status: 422,
    actor: 'client',
    title: 'A range of client addresses has a size that is not accepted.',
    remedy: 'Write one or two addresses as single addresses, and a larger range with a prefix of 8 to 30.',
  },
  'client-ips-need-public-access': {
    status: 422,
    actor: 'client',
    title: 'Client addresses are listed for a workspace that is closed to the internet.',
    remedy: 'Set access.public, or remove access.clientIps.',
  },
  'outbound-rule-forbidden': {
    status: 422,
    actor: 'client',
    title: 'The isolation does not take this kind of outbound rule.',
    remedy: 'Remove the rule, or choose the isolation approvedOnly.',
  },
  'outbound-rule-shape': {
    status: 422,
    actor: 'client',
    title: 'An outbound rule says more than one destination, or none.',
    remedy: 'Give exactly one of fqdn, serviceTag and privateEndpoint.',
  },
  'outbound-rule-storage': {
    status: 422,
    actor: 'client',
    title: 'A rule by host leads to a storage account.',
    remedy: 'Use a rule with a private endpoint to the account, or with the service tag Storage.',
  },
  'outbound-rule-repeated': {
    status: 422,
    actor: 'client',
    title: 'Two outbound rules lead to the same part of the same resource.',
    remedy: 'Remove one of the two: a managed network makes one private endpoint to each.',
  },
  'duplicate-name': {
    status: 422,
    actor: 'client',
    title: 'Two things of one list have the same name.',
    remedy: 'Give each its own name; Azure does not tell upper from lower case.',
  },
  'isolation-cannot-go-back': {
    status: 422,
    actor: 'client',
    title: 'Azure does not take a managed network back, or open it again.',
    remedy: 'Keep the isolation, or make a new workspace.',
  },
  'isolation-needs-no-computes': {
    status: 422,
    actor: 'client',
    title: 'The isolation cannot change while computes or endpoints exist.',
    remedy: 'Remove them first, then change the isolation, then add them again.',
  },
  'cannot-change': {
    status: 422,
    actor: 'client',
    title: 'Azure fixes this when the workspace is made.',
    remedy: 'Keep the value, or make a new workspace.',
  },
  'compute-other-network': {
    status: 422,
    actor: 'client',
    title: 'A compute is placed in another virtual network.',
    remedy: 'Name a subnet of the network of the workspace, or leave it out.',
  },
  'compute-other-region': {
    status: 422,
    actor: 'client',
    title: 'A compute is placed in another region.',
    remedy: "Leave the region out, or name the workspace's.",
  },
  'compute-other-subscription': {
    status: 422,
    actor: 'client',
    title: 'A compute is placed in another subscription.',
    remedy: "Name a subnet in the workspace's subscription.",
  },
  'training-subnet-too-small': {
    status: 422,
    actor: 'client',
    title: 'The training subnet has fewer addresses than the computes need.',
    remedy: 'Name a larger subnet, or ask for fewer nodes and instances.',
  },
  'subnet-too-small': {
    status: 422,
    actor: 'client',
    title: 'A subnet has fewer addresses than are needed in it.',
    remedy: 'Name a subnet of at least the size that the detail names.',
  },
  'subnets-overlap': {
    status: 422,
    actor: 'client',
    title: 'Two ranges of the network overlap.',
    remedy: 'Choose ranges that have no address in common.',
  },
  'private-compute-needs-network': {
    status: 422,
    actor: 'client',
    title: 'Compute without public addresses needs a network.',
    remedy: 'Leave publicIp out, or choose a scenario with a network.',
  },
  'private-compute-needs-endpoint': {
    status: 422,
    actor: 'client',
    title: 'Compute without public addresses needs a private endpoint of the workspace.',
    remedy: 'Set resources.workspace.privateEndpoint, or give the compute public addresses.',
  },
  'no-egress': {
    status: 422,
    actor: 'client',
    title: 'Something needs a way out of the network, and there is none.',
    remedy: 'Choose through what its traffic leaves: egress.mode.',
  },
  'kubernetes-managed-network': {
    status: 422,
    actor: 'client',
    title: 'A workspace with a managed network takes no Kubernetes compute.',
    remedy: 'Use managed online endpoints, or another scenario.',
  },
  'kubernetes-needs-system-identity': {
    status: 422,
    actor: 'client',
    title: 'Kubernetes compute needs the identity that Azure makes for the workspace.',
    remedy: 'Choose the identity "system".',
  },
  'service-cidr-overlaps': {
    status: 422,
    actor: 'client',
    title: 'The range of the services of a Kubernetes cluster overlaps another one.',
    remedy: 'Choose a range that neither the network nor Azure uses.',
  },
  'option-not-used': {
    status: 422,
    actor: 'client',
    title: 'An option is given where it has no effect.',
    remedy: 'Remove the option.',
  },
  'endpoint-outbound-managed': {
    status: 422,
    actor: 'client',
    title: 'A managed network decides itself how deployments reach out.',
    remedy: 'Remove "outbound".',
  },
  'endpoint-outbound-needs-public-workspace': {
    status: 422,
    actor: 'client',
    title: 'Deployments that reach out over the internet need a public workspace.',
    remedy: 'Choose the outbound "private", or set access.public.',
  },
  'endpoint-outbound-needs-private': {
    status: 422,
    actor: 'client',
    title: 'Deployments that reach out privately need a private endpoint of the workspace.',
    remedy: 'Choose the outbound "public", or set resources.workspace.privateEndpoint.',
  },
  'egress-option': {
    status: 422,
    actor: 'client',
    title: 'An option of egress does not fit its mode.',
    remedy: 'Add, remove or correct the option as the detail says.',
  },
  'required-rules': {
    status: 422,
    actor: 'client',
    title: 'What Azure ML itself needs cannot be closed.',
    remedy: 'Remove "requiredRules".',
  },
  'egress-needs-own-network': {
    status: 422,
    actor: 'client',
    title: 'A firewall of its own needs a network of its own.',
    remedy: 'Choose existingAzureFirewall, appliance or natGateway for a network that exists.',
  },
  'dns-option': {
    status: 422,
    actor: 'client',
    title: 'An option of dns does not fit its mode.',
    remedy: 'Add, remove or correct the option as the detail says.',
  },
  'zones-overlap': {
    status: 422,
    actor: 'client',
    title: 'The network is linked to a private DNS zone of this name already.',
    remedy: 'Use the zones that exist (dns.mode existingZones), or leave linking them out.',
  },
  'labelling-default-account': {
    status: 422,
    actor: 'client',
    title: 'Labelling cannot keep its data in a default storage account behind a network.',
    remedy: 'Choose "separateAccount".',
  },
  'sentinel-needs-network': {
    status: 422,
    actor: 'client',
    title: 'Private Sentinel notebooks need a private endpoint of the workspace in a network.',
    remedy: 'Choose the access "public", or a scenario with a network and a workspace endpoint.',
  },
  'sentinel-needs-jump-box': {
    status: 422,
    actor: 'client',
    title: 'Private Sentinel notebooks are opened from the jump box.',
    remedy: 'Leave "jumpBox" out, or choose the access "public".',
  },
  'sentinel-needs-public-workspace': {
    status: 422,
    actor: 'client',
    title: 'Public Sentinel notebooks need a public workspace.',
    remedy: 'Choose the access "private", or set access.public.',
  },
  'network-other-subscription': {
    status: 422,
    actor: 'client',
    title: 'The network is in another subscription.',
    remedy: 'Name a network in the subscription of the request.',
  },
  'network-option': {
    status: 422,
    actor: 'client',
    title: 'An option of the network does not fit.',
    remedy: 'Remove or correct the option as the detail says.',
  },
  'region-other-cloud': {
    status: 422,
    actor: 'client',
    title: 'The region belongs to another cloud of Azure.',
    remedy: 'Choose a region of the cloud that this installation works in.',
  },
  'key-of-other-vault': {
    status: 422,
    actor: 'client',
    title: 'The key is not in the vault that the request names.',
    remedy: 'Name the vault that holds the key, in both places.',
  },
  'inline-secret': {
    status: 422,
    actor: 'client',
    title: 'The request carries a secret.',
    remedy:
      'Remove it and replace it where it is used: it was sent, so it is no longer secret. Name an existing key or identity instead.',
  },

  // Of steps: what Azure answered, sorted.
  'azure-throttled': {
    actor: 'azure',
    waitingCures: 'yes',
    title: 'Azure limits how often it may be asked.',
    remedy: 'Nothing: the step goes on by itself after the time Azure names.',
  },
  'azure-unavailable': {
    actor: 'azure',
    waitingCures: 'yes',
    title: 'Azure could not answer.',
    remedy: 'Nothing: the step is tried again by itself.',
  },
  'azure-busy': {
    actor: 'azure',
    waitingCures: 'yes',
    title: 'Another operation on the same resource is in progress.',
    remedy: 'Nothing: the step is tried again by itself.',
  },
  'azure-not-ready': {
    actor: 'azure',
    waitingCures: 'yes',
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
  'azure-capacity': {
    actor: 'platform',
    waitingCures: 'sometimes',
    title: 'Azure does not offer this size here, or has none left at the moment.',
    remedy: 'Choose another size or region; where it is only used up, ask for the job again later.',
  },
  'azure-name-taken': {
    actor: 'client',
    title: 'A name is taken in Azure already.',
    remedy: 'Choose another workspace name.',
  },
  'azure-name-soft-deleted': {
    actor: 'platform',
    waitingCures: 'sometimes',
    title: 'Azure keeps a deleted resource of this name.',
    remedy:
      'Recover or purge the deleted resource, in Azure or by resources.onSoftDeleted, or choose another workspace name.',
  },
  'azure-name-held': {
    actor: 'platform',
    title: 'Azure keeps the name for a deleted resource that can be neither recovered nor purged.',
    remedy: 'Choose another workspace name. Only the support of Azure can free this one.',
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
    waitingCures: 'sometimes',
    title: 'The resource is still used by something that Palisade does not know.',
    remedy: 'Remove what uses it (the message names it), then ask for the job again.',
  },
  'azure-subscription': {
    actor: 'platform',
    title: 'The subscription cannot be used.',
    remedy: 'Check the subscription id, that it is enabled, and that its resource providers are registered.',
  },
  'azure-not-registered': {
    actor: 'platform',
    title: 'The subscription is not registered for something that is needed.',
    remedy: 'Register the provider or the feature that the message names, then ask for the job again.',
  },
  'azure-network-closed': {
    actor: 'platform',
    title: 'Machines could not start: the network keeps them from what they need.',
    remedy:
      'Open what the message names in the security group, the routes or the firewall; where it names nothing, the log of the firewall does. Then ask for the job again.',
  },
  'azure-address-overlap': {
    actor: 'client',
    title: 'The network has addresses in common with another one that it is connected to.',
    remedy: 'Delete this workspace and post it again with a range that neither network has.',
  },
  'azure-private-link': {
    actor: 'platform',
    title: 'Azure ML admits this call only through the private endpoint of the workspace.',
    remedy: 'Let Palisade run where the private endpoint is reached and its names resolve, then ask for the job again.',
  },
  'azure-missing': {
    actor: 'platform',
    title: 'A resource that should exist does not.',
    remedy: 'Find out who removed it; then delete this workspace and post it again.',
  },
  'azure-failed': {
    actor: 'platform',
    waitingCures: 'sometimes',
    title: 'Azure began the operation and reported that it failed.',
    remedy: 'Read what Azure said in the message; delete this workspace and post it again.',
  },
  'not-ours': {
    actor: 'platform',
    title: 'A resource of this name exists and Palisade did not make it.',
    remedy:
      'Rename or remove that resource, let it be adopted (resources.onExisting), or choose another workspace name. Palisade does not touch it otherwise.',
  },
  'existing-unsuitable': {
    actor: 'platform',
    title: 'An existing resource that the request names cannot be used as it is.',
    remedy: 'Change the resource as the message says, or let Palisade adjust it; then ask for the job again.',
  },
  'drift-missing': {
    actor: 'platform',
    title: 'A resource of the workspace does not exist in Azure.',
    remedy: 'Find out who removed it. Delete the workspace and create it again where it is needed.',
  },
  'drift-owner': {
    actor: 'platform',
    title: 'A resource of the workspace does not carry its tag.',
    remedy: 'Find out who changed its tags, and set the tag "palisade-workspace" to the id of the workspace again.',
  },
  'drift-failed': {
    actor: 'platform',
    title: 'Azure says that a resource of the workspace has failed.',
    remedy: 'Look at the resource in the Azure portal, which says why.',
  },
  'drift-changed': {
    actor: 'platform',
    title: 'A resource of the workspace is not as declared.',
    remedy: 'Find out who changed it, and change it back where the change is not wanted.',
  },
  'preflight-failed': {
    actor: 'platform',
    title: 'Several things in Azure stand in the way, and nothing was made.',
    remedy: 'Do what each finding of this step says; then check again, or delete this workspace and post it again.',
  },
  'attempts-exhausted': {
    actor: 'platform',
    waitingCures: 'sometimes',
    title: 'The step was tried as often as is sensible.',
    remedy: 'Read the last answer of Azure in the message, mend its cause, then ask for the job again.',
  },
  fault: { actor: 'platform', title: 'Palisade has a fault in this step.', remedy: 'Report the job id.' },
} as const satisfies Record<string, ErrorEntry>

/** The stable codes: of problem details, and of the errors of steps and jobs. */
export type ErrorCode = keyof typeof entries

export const errorCatalogue: Readonly<Record<ErrorCode, ErrorEntry>> = entries
