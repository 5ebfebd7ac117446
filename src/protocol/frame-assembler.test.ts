import { describe, expect, it } from 'vitest'
import { BufferPool } from '../base/buffer-pool.ts'
import { type Frame, FrameAssembler, type FrameError, SharedReadBuffer } from './frame-assembler.ts'

function frameOf(body: Buffer): Buffer {
  const out = Buffer.alloc(4 + body.length)
  out.writeInt32BE(body.length)
  body.copy(out, 4)
  return out
}

/** Brings a stream in reads as large as they are asked for; returns how many that were. */
function deliver(assembler: FrameAssembler, bytes: Buffer): number {
  let reads = 0
  for (let at = 0; at < bytes.length; reads++) {
    const length = bytes.copy(assembler.receiveInto(), 0, at)
    assembler.onReceived(length)
    at += length
  }
  return reads
}

/** Feeds a byte stream in pieces of the given size, as a socket would. */
function feed(stream: Buffer, pieceBytes: number, maxFrameBytes = 10_000_000, sharedBytes = 64 * 1024) {
  const bodies: Buffer[] = []
  const errors: [FrameError, number][] = []
  const pool = new BufferPool(64 * 1024 * 1024)
  const assembler = new FrameAssembler(new SharedReadBuffer(sharedBytes), pool, maxFrameBytes, {
    onFrame: (frame: Frame) => bodies.push(Buffer.from(frame.buf.subarray(frame.start, frame.end))) > 0,
    onFrameError: (error, announced) => errors.push([error, announced]),
  })
  for (let at = 0; at < stream.length; ) {
    const target = assembler.receiveInto()
    const length = Math.min(pieceBytes, target.length, stream.length - at)
    target.set(stream.subarray(at, at + length))
    assembler.onReceived(length)
    at += length
  }
  return { bodies, errors, pool, assembler }
}

describe('FrameAssembler', () => {
  const small = Buffer.from('12345678')
  const middle = Buffer.alloc(70_000, 'm')
  const large = Buffer.alloc(3_500_000, 'l')
  const stream = Buffer.concat([small, middle, small, large, small].map(frameOf))

  it.each([1, 3, 7, 1000, 65_536, 10_000_000])('finds the same frames in pieces of %i bytes', pieceBytes => {
    // One-byte pieces of megabytes would only test patience.
    const wanted = pieceBytes === 1 ? [small, middle, small] : [small, middle, small, large, small]
    const { bodies, errors } = feed(pieceBytes === 1 ? Buffer.concat(wanted.map(frameOf)) : stream, pieceBytes)
    expect(errors).toEqual([])
    expect(bodies.length).toBe(wanted.length)
    bodies.forEach((body, i) => {
      expect(body.equals(wanted[i]!)).toBe(true)
    })
  })

  it('refuses a frame above the limit and everything after it', () => {
    const { bodies, errors } = feed(Buffer.concat([frameOf(small), frameOf(middle), frameOf(small)]), 50_000, 60_000)
    expect(bodies.length).toBe(1)
    expect(errors).toEqual([['oversize', 70_000]])
  })

  it.each([
    ['a negative length', Buffer.from([255, 255, 255, 255, 0, 0, 0, 0])],
    ['a length too short for a header', frameOf(Buffer.from('1234'))],
  ])('refuses %s', (_what, bytes) => {
    expect(feed(bytes, 3).errors.map(([error]) => error)).toEqual(['garbage'])
  })

  it('takes an HTTP request for what it is: an oversize frame', () => {
    expect(feed(Buffer.from('GET / HTTP/1.1\r\n\r\n'), 100).errors.map(([error]) => error)).toEqual(['oversize'])
  })

  it('does not take a large length on its word: memory grows with the bytes that arrive', () => {
    const announced = Buffer.alloc(4)
    announced.writeInt32BE(100_000_000)
    const { assembler } = feed(Buffer.concat([announced, Buffer.alloc(10)]), 100, 200_000_000)
    expect(assembler.receiveInto().length).toBeLessThanOrEqual(1280 * 1024)
  })

  it.each([1000, 65_536, 10_000_000])(
    'keeps what is not taken and offers it again, in order (pieces of %i bytes)',
    pieceBytes => {
      const bodies: Buffer[] = []
      let takes = true
      const assembler = new FrameAssembler(new SharedReadBuffer(), new BufferPool(1024 * 1024), 10_000_000, {
        onFrame: frame => {
          // Every frame is refused once.
          takes = !takes
          if (takes) bodies.push(Buffer.from(frame.buf.subarray(frame.start, frame.end)))
          return takes
        },
        onFrameError: () => expect.unreachable(),
      })
      for (let at = 0; at < stream.length; ) {
        const target = assembler.receiveInto()
        const length = Math.min(pieceBytes, target.length, stream.length - at)
        target.set(stream.subarray(at, at + length))
        assembler.onReceived(length)
        at += length
        while (assembler.isWaiting) assembler.resume()
      }
      expect(bodies.map(body => body.length)).toEqual([8, 70_000, 8, 3_500_000, 8])
      expect(Buffer.concat(bodies).equals(Buffer.concat([small, middle, small, large, small]))).toBe(true)
    },
  )

  it('reads little of what comes behind a large frame where it must be copied from, and all again behind a small one', () => {
    const { assembler, bodies } = feed(Buffer.concat([middle, middle].map(frameOf)), 10_000_000)
    expect(bodies.length).toBe(2)
    expect(assembler.receiveInto().length).toBe(4096)
    const next = frameOf(small)
    assembler.receiveInto().set(next)
    assembler.onReceived(next.length)
    expect(bodies.length).toBe(3)
    expect(assembler.receiveInto().length).toBe(65_536)
  })

  it('needs one read a frame where large ones follow each other', () => {
    const bytes = Buffer.concat(Array.from({ length: 10 }, () => frameOf(middle)))
    let frames = 0
    const assembler = new FrameAssembler(new SharedReadBuffer(), new BufferPool(1024 * 1024), 10_000_000, {
      onFrame: frame => {
        expect(frame.end - frame.start).toBe(middle.length)
        frames++
        return true
      },
      onFrameError: () => expect.unreachable(),
    })
    const reads = deliver(assembler, bytes)
    expect([frames, reads]).toEqual([10, 11])
  })

  it('keeps what came behind a large frame that cannot be taken yet', () => {
    const sizes: number[] = []
    let takes = false
    const pool = new BufferPool(1024 * 1024)
    const assembler = new FrameAssembler(new SharedReadBuffer(), pool, 10_000_000, {
      onFrame: frame => {
        if (takes) sizes.push(frame.end - frame.start)
        return takes
      },
      onFrameError: () => expect.unreachable(),
    })
    const bytes = Buffer.concat([middle, small, small].map(frameOf))
    deliver(assembler, bytes)
    expect(assembler.isWaiting).toBe(true)
    takes = true
    assembler.resume()
    expect(sizes).toEqual([middle.length, small.length, small.length])
    expect(pool.idleBytes).toBe(80 * 1024)
  })

  it('finds the bytes of a read that was under way when what waited turned out to begin a large frame', () => {
    const bodies: Buffer[] = []
    let takes = false
    const assembler = new FrameAssembler(new SharedReadBuffer(), new BufferPool(1024 * 1024), 10_000_000, {
      onFrame: frame => {
        if (takes) bodies.push(Buffer.from(frame.buf.subarray(frame.start, frame.end)))
        return takes
      },
      onFrameError: () => expect.unreachable(),
    })
    const other = Buffer.from(middle.map((_, i) => i % 251))
    const bytes = Buffer.concat([middle, other, small].map(frameOf))
    let at = 0
    let named = assembler.receiveInto()
    // A socket is told where to read before it knows what has happened when the bytes come.
    const read = (): void => {
      const length = bytes.copy(named, 0, at)
      assembler.onReceived(length)
      at += length
      named = assembler.receiveInto()
    }
    while (!assembler.isWaiting) read()
    takes = true
    assembler.resume()
    while (at < bytes.length) read()
    expect(bodies.map(body => body.length)).toEqual([middle.length, other.length, small.length])
    expect(bodies[1]!.equals(other)).toBe(true)
  })

  it.each([1, 2, 3, 4, 5])('finds all frames whenever they are taken and however they arrive (seed %i)', seed => {
    let state = seed
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return (state >>> 8) % below
    }
    const sizes = Array.from({ length: 60 }, () => 8 + random(random(3) === 0 ? 200_000 : 2_000))
    const bodies = sizes.map((size, i) => Buffer.alloc(size, `frame ${i} `))
    const bytes = Buffer.concat(bodies.map(frameOf))
    const found: Buffer[] = []
    const pool = new BufferPool(64 * 1024 * 1024)
    const assembler = new FrameAssembler(new SharedReadBuffer(), pool, 10_000_000, {
      onFrame: frame => {
        if (random(4) === 0) return false
        found.push(Buffer.from(frame.buf.subarray(frame.start, frame.end)))
        return true
      },
      onFrameError: () => expect.unreachable(),
    })
    let named = assembler.receiveInto()
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.copy(named, 0, at, at + 1 + random(random(2) === 0 ? 100 : named.length))
      assembler.onReceived(length)
      at += length
      named = assembler.receiveInto()
      if (random(2) === 0) assembler.resume()
    }
    while (assembler.isWaiting) assembler.resume()
    expect(found.length).toBe(bodies.length)
    expect(found.every((body, i) => body.equals(bodies[i]!))).toBe(true)
  })

  it('takes a read that was under way although it should wait', () => {
    const bodies: number[] = []
    let takes = false
    const shared = new SharedReadBuffer()
    const assembler = new FrameAssembler(shared, new BufferPool(1024 * 1024), 10_000_000, {
      onFrame: frame => {
        if (takes) bodies.push(frame.end - frame.start)
        return takes
      },
      onFrameError: () => expect.unreachable(),
    })
    const bytes = Buffer.concat([frameOf(small), frameOf(small)])
    for (const part of [bytes.subarray(0, 14), bytes.subarray(14, 20), bytes.subarray(20)]) {
      assembler.receiveInto().set(part)
      assembler.onReceived(part.length)
    }
    takes = true
    assembler.resume()
    expect(bodies).toEqual([8, 8])
    expect(assembler.isWaiting).toBe(false)
  })

  it('gives its memory back once when a frame that waited ends the connection', () => {
    const pool = new BufferPool(1024 * 1024)
    let takes = false
    const assembler: FrameAssembler = new FrameAssembler(new SharedReadBuffer(), pool, 10_000_000, {
      onFrame: () => {
        if (takes) assembler.dispose()
        return takes
      },
      onFrameError: () => expect.unreachable(),
    })
    const bytes = frameOf(middle)
    deliver(assembler, bytes)
    takes = true
    assembler.resume()
    expect(pool.idleBytes).toBe(80 * 1024)
  })

  it('gives its memory back when the connection dies mid-frame', () => {
    const { assembler, pool } = feed(frameOf(middle).subarray(0, 1000), 100)
    assembler.dispose()
    expect(pool.idleBytes).toBe(80 * 1024)
  })
})

describe('BufferPool', () => {
  it('reuses a buffer once its last holder let go', () => {
    const pool = new BufferPool(1024 * 1024)
    const first = pool.take(100_000)
    first.retain()
    first.release()
    expect(pool.take(100_000) === first).toBe(false)
    first.release()
    expect(pool.take(90_000) === first).toBe(true)
  })

  it('fits a batch of a power of two and its request into one class', () => {
    const pool = new BufferPool(100_000_000)
    expect(pool.take(128 * 1024 + 200).buffer.length).toBe(160 * 1024)
    expect(pool.take(80 * 1024).buffer.length).toBe(80 * 1024)
    expect(pool.take(80 * 1024 + 1).buffer.length).toBe(160 * 1024)
    expect(pool.take(1024 * 1024 + 200).buffer.length).toBe(1280 * 1024)
    expect(pool.take(30_000_000).buffer.length).toBe(30_000_000)
  })

  it('keeps no more than its bound, and nothing after a trim', () => {
    const pool = new BufferPool(100_000)
    const a = pool.take(65_536)
    const b = pool.take(65_536)
    a.release()
    b.release()
    expect(pool.idleBytes).toBe(80 * 1024)
    pool.trim()
    expect(pool.idleBytes).toBe(0)
  })
})
