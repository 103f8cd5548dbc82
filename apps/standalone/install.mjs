// Makes a fresh clone ready to run: `npm start` and `npm test` begin with it. It is plain JavaScript on built-in
// modules because it runs before anything is installed, on whatever Node the machine has.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
const generated = join(root, 'packages/store/src/generated')

checkNode()
if (!isInstalled()) await install()
const client = clientStamp()
if (read(join(generated, '.stamp')) !== client) await generate(client)

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Palisade needs Node 20.19 or later to install itself, and this is Node ${process.versions.node}.`)
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes the list of what it installed last of all, so
 * an installation that was broken off does not count, and it does not matter who installed it.
 */
function isInstalled() {
  const installed = packagesOf(join(modules, '.package-lock.json'))
  const locked = packagesOf(join(root, 'package-lock.json'))
  if (locked === undefined) fail('package-lock.json is missing or broken. Restore it: git checkout package-lock.json')
  if (installed === undefined || !existsSync(join(modules, '.bin/node'))) return false
  return Object.entries(locked).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/') || link) return true
    const found = installed[path]
    // What is made for other machines only is listed and not installed.
    return found === undefined ? optional === true : found.version === version
  })
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

async function install() {
  const isFirst = !existsSync(modules)
  say(
    isFirst
      ? 'Installing dependencies, about a minute the first time …'
      : 'The dependencies have changed: installing them …',
  )
  const started = Date.now()
  const progress = setInterval(() => say(`… still installing (${seconds(started)} s)`), 15_000)
  const { code, error } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(progress)
  if (error !== undefined) fail(`npm could not be run (${error.message}). It comes with Node: https://nodejs.org`)
  if (code !== 0) {
    fail(
      'npm ci failed; its message is above. Most often the registry cannot be reached: "npm ping" tells, and behind a ' +
        'proxy "npm config set proxy http://…" helps. Then run the same command again.',
    )
  }
  say(`Installed in ${seconds(started)} s.`)
}

/** What the generated database client depends on: the schema, and the version of its generator. */
function clientStamp() {
  const version = packagesOf(join(root, 'package-lock.json'))?.['node_modules/prisma']?.version ?? ''
  const schema = read(join(root, 'prisma/schema.prisma'))
  if (schema === undefined) fail('prisma/schema.prisma is missing. Restore it: git checkout prisma/schema.prisma')
  return createHash('sha256').update(`${version}\n${schema}`).digest('hex')
}

async function generate(stamp) {
  say('Generating the database client …')
  const node = join(modules, '.bin/node')
  const prisma = join(modules, '.bin/prisma')
  // Prisma downloads an engine unless it is told where one is, and does not use it to generate: any program will do.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: node, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const args = [prisma, 'generate', '--config', 'prisma/prisma.config.ts', '--no-hints']
  const { code, error, output } = await run(node, args, { env, isQuiet: true })
  if (error !== undefined || code !== 0) {
    fail(`The database client could not be generated.\n${output}${error === undefined ? '' : error.message}`)
  }
  writeFileSync(join(generated, '.stamp'), stamp)
}

/** Runs a program to its end. Quiet: what it says is collected and not shown. */
function run(command, args, { env = {}, isQuiet = false } = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
      env: { ...process.env, PATH: pathOfTheMachine(), ...env },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ error, output }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** PATH without node_modules/.bin, which npm puts first: `npm ci` removes that folder and with it the Node it runs on. */
function pathOfTheMachine() {
  const own = join(modules, '.bin')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter)
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000)
}

function say(text) {
  console.log(text)
}

function fail(text) {
  console.error(text)
  process.exit(1)
}
