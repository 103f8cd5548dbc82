/**
 * How Azure ML's extension is set up in a cluster: for inference, behind an internal load balancer. Every value is text.
 *
 * Connections inside the network are allowed without TLS, because a certificate would have to be handed over here as a
 * secret: whoever needs one puts it into the cluster as a Kubernetes secret and names it in `sslSecret` of the extension.
 * Source: "Deploy Azure Machine Learning extension on AKS or Arc Kubernetes cluster", configuration settings.
 */
export const extensionSettings = ({ nodes }: { readonly nodes: number }) => ({
  enableTraining: 'False',
  enableInference: 'True',
  inferenceRouterServiceType: 'LoadBalancer',
  internalLoadBalancerProvider: 'azure',
  // Three replicas, each on a node of its own: on fewer nodes some of them never start.
  inferenceRouterHA: nodes >= 3 ? 'True' : 'False',
  allowInsecureConnections: 'True',
})
