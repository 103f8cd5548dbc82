/** What the gateway was about to do, in words: "creating" "virtual network vnet-x". */
export interface Attempt {
  readonly doing: 'creating' | 'changing' | 'reading' | 'removing'
  readonly what: string
}
