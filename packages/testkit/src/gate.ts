import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy that can stop passing bytes without closing anything. */
export class Gate {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  #isHanging = false
  #arrivals = 0

  private constructor(targetPort: number) {
    this.#server = createServer((client) => {
      this.#arrivals++
      const target = connect(targetPort, '127.0.0.1')
      for (const [from, to] of [
        [client, target],
        [target, client],
      ] as const) {
        this.#sockets.add(from)
        from.on('error', () => to.destroy())
        from.on('close', () => {
          this.#sockets.delete(from)
          to.destroy()
        })
        from.on('data', (bytes) => to.write(bytes))
        if (this.#isHanging) from.pause()
      }
    })
  }

  static async open(targetPort: number): Promise<{ gate: Gate; port: number }> {
    const gate = new Gate(targetPort)
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve))
    const address = gate.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port was given')
    return { gate, port: address.port }
  }

  /** How many connections were made or tried so far. */
  get arrivals(): number {
    return this.#arrivals
  }

  hang(): void {
    this.#isHanging = true
    for (const socket of this.#sockets) socket.pause()
  }

  resume(): void {
    this.#isHanging = false
    for (const socket of this.#sockets) socket.resume()
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
