import { connect, type Socket } from 'node:net'

/** An answer, with the headers that a benchmark reads. */
export interface Answer {
  readonly status: number
  header(name: string): string | undefined
  readonly body: string
}

interface Asked {
  readonly text: string
  take(answer: Answer): void
  fail(error: Error): void
}

/**
 * A small HTTP/1.1 client that keeps its connections: Node's own costs several times as much CPU per request, which
 * would hide the difference between two engines. Only for servers that answer with a Content-Length.
 */
export class HttpClient {
  readonly #url: URL
  readonly #most: number
  readonly #idle: Connection[] = []
  readonly #waiting: Asked[] = []
  readonly #all = new Set<Connection>()
  #head = 0

  /** @param most connections at once; further requests wait for one. */
  constructor(url: string, most: number) {
    this.#url = new URL(url)
    this.#most = most
  }

  request(method: string, path: string, body?: string): Promise<Answer> {
    const content =
      body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
    const text = `${method} ${path} HTTP/1.1\r\nHost: ${this.#url.host}\r\n${content}\r\n${body ?? ''}`
    return new Promise((take, fail) => {
      const asked = { text, take, fail }
      const connection = this.#idle.pop() ?? this.#open()
      if (connection === undefined) this.#waiting.push(asked)
      else connection.ask(asked)
    })
  }

  close(): void {
    for (const connection of this.#all) connection.close()
  }

  #open(): Connection | undefined {
    if (this.#all.size >= this.#most) return undefined
    const connection: Connection = new Connection(
      connect({ host: this.#url.hostname, port: Number(this.#url.port), noDelay: true }),
      () => this.#next(connection),
      () => this.#forget(connection),
    )
    this.#all.add(connection)
    return connection
  }

  #forget(connection: Connection): void {
    this.#all.delete(connection)
    const index = this.#idle.indexOf(connection)
    if (index >= 0) this.#idle.splice(index, 1)
  }

  #next(connection: Connection): void {
    const asked = this.#waiting[this.#head]
    if (asked === undefined) {
      this.#idle.push(connection)
      return
    }
    this.#head += 1
    // Taking the first out of a long array moves all others, so it is done once in a while.
    if (this.#head > 4_096) {
      this.#waiting.splice(0, this.#head)
      this.#head = 0
    }
    connection.ask(asked)
  }
}

/** One connection, with one request at a time. */
class Connection {
  readonly #socket: Socket
  readonly #free: () => void
  #asked: Asked | undefined
  #text = ''

  constructor(socket: Socket, free: () => void, gone: () => void) {
    this.#socket = socket
    this.#free = free
    socket.setEncoding('latin1')
    socket.on('data', (part: string) => this.#read(part))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => {
      gone()
      this.#fail(new Error('the connection was closed'))
    })
  }

  ask(asked: Asked): void {
    this.#asked = asked
    this.#socket.write(asked.text)
  }

  close(): void {
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.#asked?.fail(error)
    this.#asked = undefined
  }

  #read(part: string): void {
    this.#text = this.#text === '' ? part : this.#text + part
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#text.slice(0, end)
    const header = (name: string): string | undefined => new RegExp(`\\r\\n${name}: ?([^\\r]*)`, 'i').exec(head)?.[1]
    const length = Number(header('content-length') ?? 0)
    // One character is one byte here: the text is decoded when it is whole.
    if (this.#text.length < end + 4 + length) return
    const body = Buffer.from(this.#text.slice(end + 4, end + 4 + length), 'latin1').toString()
    const asked = this.#asked
    this.#asked = undefined
    this.#text = ''
    asked?.take({ status: Number(head.slice(9, 12)), header, body })
    this.#free()
  }
}
