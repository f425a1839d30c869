import { deflateSync, inflateSync } from "node:zlib";

/** Colours of a palette. */
const COLOURS = 64;

type Image = { width: number; height: number; /** Colours as 0xRRGGBB, row by row. */ pixels: Uint32Array };

/**
 * A screenshot with a palette instead of a colour for each pixel: a third of the bytes, and nobody sees the difference in text and
 * lines on one ground. Colours that few pixels have are replaced by the nearest ones that many have.
 */
export function shrink(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, COLOURS).map(([colour]) => colour);
  const places = new Map(palette.map((colour, at) => [colour, at]));
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(palette, colour));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const parts = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

function nearest(palette: number[], colour: number): number {
  let [best, least] = [0, Infinity];
  palette.forEach((other, at) => {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((colour >> shift) & 255) - ((other >> shift) & 255)) as [number, number, number];
    const distance = red * red + green * green + blue * blue;
    if (distance < least) [best, least] = [at, distance];
  });
  return best;
}

/** Reads what the browser writes: eight bits a channel, not interlaced, opaque. */
function decode(png: Buffer): Image {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("this is no PNG");
  const [width, height, bits, kind, interlaced] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25], png[28]];
  if (bits !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) throw new Error("this is not a PNG as browsers write it");
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = inflateSync(Buffer.concat(data));
  const step = kind === 6 ? 4 : 3;
  const length = width * step;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(length);
  for (let y = 0; y < height; y += 1) {
    const start = y * (length + 1);
    const line = Buffer.from(bytes.subarray(start + 1, start + 1 + length));
    unfilter(bytes[start] ?? 0, line, above, step);
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = line.readUIntBE(x * step, 3);
    above = line;
  }
  return { width, height, pixels };
}

/** Takes back how a row was written as differences from what is left of it and above it. */
function unfilter(filter: number, line: Buffer, above: Buffer, step: number): void {
  for (let at = 0; at < line.length; at += 1) {
    const left = at < step ? 0 : (line[at - step] ?? 0);
    const up = above[at] ?? 0;
    const corner = at < step ? 0 : (above[at - step] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    line[at] = ((line[at] ?? 0) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [fromLeft, fromUp, fromCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (CRC[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const end = Buffer.alloc(4);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, end]);
}
