import type { Pipeline } from '@azure/core-rest-pipeline'

/**
 * What an SDK puts into the pipeline of each client and nothing of ours needs: no traces are collected, no forms and no
 * files are sent, and no request is tried again in here.
 */
const unused = ['tracingPolicy', 'multipartPolicy', 'formDataPolicy', 'defaultRetryPolicy', 'logPolicy']

/** Takes out of the pipeline of a client what only costs time in it. */
export function leanPipeline<Client extends { readonly pipeline: Pipeline }>(client: Client): Client {
  for (const name of unused) client.pipeline.removePolicy({ name })
  return client
}
