import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const document = new URL('../../../docs/failure-modes.md', import.meta.url)
const rows = readFileSync(document, 'utf8')
  .split('\n')
  .filter((line) => /^\| F\d+ /.test(line))

describe('docs/failure-modes.md', () => {
  it('has a row for each way in which it goes wrong elsewhere', () => {
    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(Array.from({ length: 42 }, (_, at) => `F${at + 1}`))
  })

  it('says of each row what shows it, or that nothing does yet', () => {
    expect(rows.filter((row) => !row.includes('](') && !/\byet\b/.test(row))).toEqual([])
  })

  it('names tests that are there', () => {
    const links = rows.flatMap((row) => [...row.matchAll(/\[((?:[^\]]|\](?!\())+)\]\(([^)]+)\)/g)])
    expect(links.length).toBeGreaterThan(42)
    // Quotes are written in two ways, and backslashes before some of them.
    const plain = (text: string): string => text.replaceAll('\\', '')
    const wrong = links.filter(([, text = '', path = '']) => {
      return !plain(readFileSync(new URL(path, document), 'utf8')).includes(plain(text))
    })
    expect(wrong.map(([link]) => link)).toEqual([])
  })
})
