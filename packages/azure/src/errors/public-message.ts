const longest = 600

/** What must not be seen by whoever reads a job: tokens, keys, signatures. */
const secrets =
  /\bBearer\s+\S+|\beyJ[\w-]+\.[\w-]+\.?[\w-]*|\b(?:sig|AccountKey|SharedAccessSignature|client_secret|password)=[^\s;&"']+/gi

/** A message of Azure on one line, of bearable length, without secrets. */
export function publicMessage(text: string): string {
  const clean = text.replace(secrets, '[removed]').replace(/\s+/g, ' ').trim()
  return clean.length > longest ? `${clean.slice(0, longest - 3)}...` : clean
}
