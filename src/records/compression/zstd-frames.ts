/** Streams of zstd frames (RFC 8878, section 3.1). */

const MAGIC = 0xfd2fb528
/** Sixteen magic numbers of frames that hold no data of ours. */
const SKIPPABLE_MAGIC = 0x184d2a50
const RLE_BLOCK = 1

/**
 * Unpacks one frame; `hintBytes` is what the frame claims to hold, 0 where it does not say. Throws on malformed bytes
 * and beyond `maxBytes`.
 */
export type UnpackFrame = (frame: Buffer, hintBytes: number, maxBytes: number) => Buffer

/**
 * null when the bytes are not whole frames with nothing behind them; null, or throws, where a frame is malformed or the
 * whole becomes longer than `maxBytes`. node:zlib reads the first frame and silently ignores the rest, so it gets them
 * one by one.
 */
export function unpackZstdFrames(input: Buffer, maxBytes: number, unpackFrame: UnpackFrame): Buffer | null {
  const parts: Buffer[] = []
  let total = 0
  for (let at = 0; at < input.length; ) {
    const end = frameEnd(input, at)
    if (end < 0) return null
    if (input.readUInt32LE(at) === MAGIC) {
      const part = unpackFrame(input.subarray(at, end), declaredSize(input, at), maxBytes - total)
      total += part.length
      if (total > maxBytes) return null
      parts.push(part)
    }
    at = end
  }
  if (input.length === 0) return null
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, total)
}

/** −1 when no whole frame stands at `at`. */
function frameEnd(input: Buffer, at: number): number {
  if (input.length - at < 8) return -1
  const magic = input.readUInt32LE(at)
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) {
    const end = at + 8 + input.readUInt32LE(at + 4)
    return end <= input.length ? end : -1
  }
  if (magic !== MAGIC) return -1
  const descriptor = input[at + 4]!
  at = contentSizeAt(descriptor, at) + contentSizeBytes(descriptor)
  for (let last = false; !last; ) {
    if (input.length - at < 3) return -1
    const header = input.readUIntLE(at, 3)
    last = (header & 1) !== 0
    at += 3 + (((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3)
  }
  const checksumBytes = (descriptor & 4) !== 0 ? 4 : 0
  at += checksumBytes
  return at <= input.length ? at : -1
}

function contentSizeAt(descriptor: number, at: number): number {
  const windowBytes = isSingleSegment(descriptor) ? 0 : 1
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!
  return at + 5 + windowBytes + dictionaryBytes
}

function contentSizeBytes(descriptor: number): number {
  const flag = descriptor >> 6
  return flag === 0 ? (isSingleSegment(descriptor) ? 1 : 0) : 1 << flag
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0
}

/** What the frame at `at`, a whole one, says that it unpacks to: a hint, since anybody can write anything there. */
function declaredSize(input: Buffer, at: number): number {
  const descriptor = input[at + 4]!
  const sizeAt = contentSizeAt(descriptor, at)
  switch (contentSizeBytes(descriptor)) {
    case 1:
      return input[sizeAt]!
    case 2:
      return input.readUInt16LE(sizeAt) + 256
    case 4:
      return input.readUInt32LE(sizeAt)
    case 8:
      return input.readUInt32LE(sizeAt) + input.readUInt32LE(sizeAt + 4) * 4294967296
    default:
      return 0
  }
}
