/** Fills the place that a fact leaves for the region: `Storage.{region}` gives `Storage.westeurope`. */
export function inRegion(template: string, region: string): string {
  return template.replaceAll('{region}', region)
}
