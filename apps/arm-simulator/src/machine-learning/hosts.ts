/** What the addresses of Azure ML end in, by cloud. */
export const hosts = {
  api: { public: 'api.azureml.ms', government: 'api.ml.azure.us', china: 'api.ml.azure.cn' },
  notebooks: {
    public: 'notebooks.azure.net',
    government: 'notebooks.usgovcloudapi.net',
    china: 'notebooks.chinacloudapi.cn',
  },
  inference: { public: 'inference.ml.azure.com', government: 'inference.ml.azure.us', china: 'inference.ml.azure.cn' },
} as const
