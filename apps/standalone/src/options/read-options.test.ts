import { describe, expect, it } from 'vitest'
import { InvalidOptions } from './invalid-options.ts'
import { readOptions } from './read-options.ts'

describe('readOptions', () => {
  it('knows what is meant without any option', () => {
    const options = readOptions([], {})
    expect(options).toMatchObject({ fresh: false, sample: true, port: 8080, timeScale: 60 })
    expect(options).toHaveProperty('dataFolder', expect.stringMatching(/\/\.palisade$/))
  })

  it('reads every option', () => {
    const args = ['--fresh', '--no-sample', '--port', '9000', '--time-scale', '120', '--data', '/somewhere']
    expect(readOptions(args, {})).toEqual({
      fresh: true,
      sample: false,
      port: 9000,
      timeScale: 120,
      dataFolder: '/somewhere',
    })
  })

  it('understands what was written without the -- that npm wants', () => {
    const env = {
      npm_lifecycle_event: 'start',
      npm_config_fresh: 'true',
      npm_config_sample: '',
      npm_config_port: '9000',
      npm_config_time_scale: '20',
    }
    expect(readOptions([], env)).toMatchObject({ fresh: true, sample: false, port: 9000, timeScale: 20 })
  })

  it('never starts on a port that nobody asked for because npm swallowed the number', () => {
    const env = { npm_lifecycle_event: 'start', npm_config_port: 'true' }
    expect(() => readOptions(['9000'], env)).toThrow('npm start -- --port')
  })

  it('looks at the settings of npm only when npm started it', () => {
    expect(readOptions([], { npm_config_fresh: 'true' })).toMatchObject({ fresh: false })
  })

  it.each([
    [['--frsh'], "Unknown option '--frsh'."],
    [['--port', 'http'], '--port has to be a whole number from 1 to 65535, not "http".'],
    [['--port', '0'], '--port has to be'],
    [['--time-scale', '0'], '--time-scale has to be'],
    [['fresh'], "Unexpected argument 'fresh'."],
  ])('refuses %j in one sentence', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(InvalidOptions)
    expect(() => readOptions(args, {})).toThrow(message)
  })

  it('answers a call for help whatever else is written', () => {
    expect(readOptions(['--help', '--fresh'], {})).toBe('help')
  })
})
