import { errorCatalogue } from '@palisade/contract'
import { expect, test } from 'vitest'
import { testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()

test('the bare address leads to the documentation', async () => {
  const { headers } = await api.request.get('/').expect(302)
  expect(headers.location).toBe('/docs')
})

test('the documentation loads only what we serve ourselves, as its policy demands', async () => {
  const page = await api.request.get('/docs').expect(200)
  const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '')
  expect(links.length).toBeGreaterThan(4)
  for (const link of links) {
    expect(link).toMatch(/^\/docs\/static\//)
    await api.request.get(link).expect(200)
  }
  // No script stands in the page itself: the policy would not run it.
  expect(page.text).not.toMatch(/<script>|<script [^>]*>\s*[^<\s]/)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
})

test('the type of each problem leads to its row', async () => {
  const { text, type } = await api.request.get('/docs/errors').expect(200)
  expect(type).toBe('text/html')
  for (const code of Object.keys(errorCatalogue)) expect(text).toContain(`<tr id="${code}">`)
})
