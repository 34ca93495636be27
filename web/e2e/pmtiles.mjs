// A small map to lie under the providers of the sample town: PMTiles, version 3, with a few invented boxes of land, sea, roads and names.
// The format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
import { gzipSync } from 'node:zlib';

const [WEST, SOUTH, EAST, NORTH] = [141.5, 34.7, 142.5, 35.3];
const DEEPEST = 10;
/** Steps along the side of a tile. */
const STEPS = 4096;

/** Everything is a box of degrees: a line has no width or no height, a point neither. So cutting it at a tile's edge is clamping. */
const LAYERS = {
  earth: [{ box: [WEST, SOUTH, EAST, NORTH], kind: 'earth' }],
  water: [{ box: [142.1, SOUTH, EAST, NORTH], kind: 'ocean' }],
  roads: [{ box: [WEST, 35, 142.1, 35], kind: 'highway' }, { box: [142, SOUTH, 142, NORTH], kind: 'major_road' }],
  places: [
    { box: [142, 35, 142, 35], kind: 'locality', name: 'みほん市' },
    { box: [142.07, 35.05, 142.07, 35.05], kind: 'locality', name: 'かわなみ町' },
  ],
};

// Numbers and fields as protocol buffers write them.
const varint = (number) => (number < 128 ? [number] : [(number % 128) | 128, ...varint(Math.floor(number / 128))]);
const zigzag = (number) => (number < 0 ? -2 * number - 1 : 2 * number);
const count = (field, number) => Buffer.from([...varint(field * 8), ...varint(number)]);
const part = (field, body) => {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
};

// Where degrees lie, in tiles of a zoom.
const column = (degrees, zoom) => ((degrees + 180) / 360) * 2 ** zoom;
const row = (degrees, zoom) => (0.5 - Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** zoom;

/** The number of a tile: the tiles of all zooms above it, and its place on the Hilbert curve. */
function numberOf(zoom, x, y) {
  let number = (4 ** zoom - 1) / 3;
  for (let half = 2 ** zoom / 2; half >= 1; half /= 2) {
    const [right, below] = [x & half ? 1 : 0, y & half ? 1 : 0];
    number += half * half * ((3 * right) ^ below);
    [x, y] = [x & (half - 1), y & (half - 1)];
    if (below === 0) [x, y] = right === 1 ? [half - 1 - y, half - 1 - x] : [y, x];
  }
  return number;
}

/** A box as a point (1), a line (2) or an area (3), and how the pen goes. */
function drawn([left, top, right, bottom]) {
  const [wide, high] = [right - left, bottom - top];
  const start = [9, zigzag(left), zigzag(top)];
  if (wide === 0 && high === 0) return [1, start];
  if (wide === 0 || high === 0) return [2, [...start, 10, zigzag(wide), zigzag(high)]];
  return [3, [...start, 26, zigzag(wide), 0, 0, zigzag(high), zigzag(-wide), 0, 15]];
}

/** A vector tile: what of each layer lies in it. */
function tile(zoom, x, y) {
  const step = (place) => Math.round(Math.min(Math.max(place, -0.02), 1.02) * STEPS);
  const layers = Object.entries(LAYERS).map(([name, things]) => {
    const [keys, values] = [[], []];
    const at = (list, what) => (list.includes(what) ? list.indexOf(what) : list.push(what) - 1);
    const features = things.flatMap(({ box: [west, south, east, north], ...tags }) => {
      const box = [column(west, zoom) - x, row(north, zoom) - y, column(east, zoom) - x, row(south, zoom) - y];
      if (box[0] > 1 || box[1] > 1 || box[2] < 0 || box[3] < 0) return [];
      const [type, pen] = drawn(box.map(step));
      const pairs = Object.entries(tags).flatMap(([key, value]) => [at(keys, key), at(values, value)]);
      return [part(2, Buffer.concat([part(2, pairs.flatMap(varint)), count(3, type), part(4, pen.flatMap(varint))]))];
    });
    const told = [...keys.map((key) => part(3, key)), ...values.map((value) => part(4, part(1, value)))];
    const body = [count(15, 2), part(1, name), ...features, ...told, count(5, STEPS)];
    return features.length === 0 ? Buffer.alloc(0) : part(3, Buffer.concat(body));
  });
  return gzipSync(Buffer.concat(layers));
}

/** The bytes of the file. */
export function mapTiles() {
  const tiles = [];
  for (let zoom = 0; zoom <= DEEPEST; zoom += 1) {
    for (let x = Math.floor(column(WEST, zoom)); x <= column(EAST, zoom); x += 1) {
      for (let y = Math.floor(row(NORTH, zoom)); y <= row(SOUTH, zoom); y += 1) tiles.push([numberOf(zoom, x, y), tile(zoom, x, y)]);
    }
  }
  tiles.sort(([one], [other]) => one - other);
  // How many; then their numbers as differences, their runs, their lengths, and their places: 0 says right behind the one before.
  const directory = gzipSync(Buffer.from([
    tiles.length, ...tiles.map(([number], at) => (at === 0 ? number : number - tiles[at - 1][0])), ...tiles.map(() => 1),
    ...tiles.map(([, body]) => body.length), ...tiles.map((_, at) => (at === 0 ? 1 : 0)),
  ].flatMap(varint)));
  const layer = (id) => ({ id, fields: { kind: 'String', name: 'String' } });
  const about = gzipSync(JSON.stringify({ name: '試験用', attribution: '試験用の地図', vector_layers: Object.keys(LAYERS).map(layer) }));
  const data = Buffer.concat(tiles.map(([, body]) => body));

  const head = Buffer.alloc(127);
  head.write('PMTiles\u0003');
  const [aboutAt, dataAt] = [127 + directory.length, 127 + directory.length + about.length];
  const places = [127, directory.length, aboutAt, about.length, dataAt, 0, dataAt, data.length, tiles.length, tiles.length, tiles.length];
  places.forEach((number, at) => head.writeBigUInt64LE(BigInt(number), 8 + 8 * at));
  // In order; directory and tiles both in gzip; vector tiles; the zooms.
  head.set([1, 2, 2, 1, 0, DEEPEST], 96);
  const degrees = (number, at) => head.writeInt32LE(Math.round(number * 1e7), at);
  [WEST, SOUTH, EAST, NORTH].forEach((number, at) => degrees(number, 102 + 4 * at));
  head[118] = 8;
  degrees(142, 119);
  degrees(35, 123);
  return Buffer.concat([head, directory, about, data]);
}
