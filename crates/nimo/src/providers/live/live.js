// The map with streets, laid over the drawing that the server made, and only once it can be seen. Whatever fails before
// (no WebGL, no file of tiles, an old browser) leaves the drawing as it was.
import {
  AttributionControl, LngLatBounds, Map as LiveMap, NavigationControl, Popup, ScaleControl, addProtocol,
} from './maplibre-gl.mjs';

const { PMTiles, Protocol, TileType } = globalThis.pmtiles; // pmtiles.js is no module

// No `glyphs` in the style: MapLibre then draws every letter with the fonts of this machine.
const FONT = ['BIZ UDPGothic', 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', 'Noto Sans JP'];
const WORDS = {
  'AttributionControl.ToggleAttribution': '出典の表示を切り替える',
  'CooperativeGesturesHandler.MacHelpText': '⌘キーを押しながらスクロールすると拡大・縮小します',
  'CooperativeGesturesHandler.MobileHelpText': '2本の指で地図を動かします',
  'CooperativeGesturesHandler.WindowsHelpText': 'Ctrlキーを押しながらスクロールすると拡大・縮小します',
  'Map.Title': '地図。矢印キーで移動、+と-で拡大・縮小',
  'NavigationControl.ZoomIn': '拡大',
  'NavigationControl.ZoomOut': '縮小',
  'Popup.Close': '閉じる',
};

// --- the map below
const nameOf = ['coalesce', ['get', 'name:ja'], ['get', 'name']];
// `kind` is what Protomaps calls it today, `pmap:kind` what it did up to its third version.
const kindOf = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind'], ''];
const isOneOf = (...kinds) => ['match', kindOf, kinds, true, false];
const byZoom = (...stops) => ['interpolate', ['exponential', 1.6], ['zoom'], ...stops];

/** The layers of the Protomaps basemap that are drawn, from the lowest up. */
const KNOWN = {
  earth: [{ type: 'fill', paint: { 'fill-color': '#f4f1ea' } }],
  landcover: [{ type: 'fill', paint: { 'fill-color': '#e3ebd8', 'fill-opacity': 0.6 } }],
  landuse: [{ type: 'fill', paint: { 'fill-color': '#e6ecdc', 'fill-opacity': 0.6 } }],
  water: [
    // Rivers are lines here, and lakes and seas are areas.
    { type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#bcd9ea' } },
    { type: 'line', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': '#bcd9ea' } },
  ],
  buildings: [{ type: 'fill', minzoom: 14, paint: { 'fill-color': '#ddd6c9' } }],
  transit: [{ type: 'line', paint: { 'line-color': '#9a9a9a', 'line-width': 1, 'line-dasharray': [4, 2] } }],
  roads: [
    { type: 'line', filter: isOneOf('minor_road', 'other', 'path'), minzoom: 11, paint: { 'line-color': '#d5cfc3', 'line-width': byZoom(11, 0.5, 18, 8) } },
    { type: 'line', filter: isOneOf('rail'), paint: { 'line-color': '#9a9a9a', 'line-dasharray': [4, 2] } },
    { type: 'line', filter: isOneOf('major_road', 'medium_road'), paint: { 'line-color': '#c9bfae', 'line-width': byZoom(6, 0.5, 18, 12) } },
    { type: 'line', filter: isOneOf('highway'), paint: { 'line-color': '#c2a878', 'line-width': byZoom(4, 0.5, 18, 14) } },
  ],
  boundaries: [{ type: 'line', paint: { 'line-color': '#8a7f9a', 'line-width': 1, 'line-dasharray': [3, 2] } }],
  places: [{
    type: 'symbol',
    layout: { 'text-field': nameOf, 'text-font': FONT, 'text-size': ['match', kindOf, ['country', 'region'], 15, 13] },
    paint: { 'text-color': '#3a3a3a', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
  }],
};

/** A layer of tiles that nobody has told us of: its areas, lines and points, thinly. */
const UNKNOWN = [
  { type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#6b7a86', 'fill-opacity': 0.08 } },
  { type: 'line', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': '#6b7a86', 'line-width': 0.7 } },
  { type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': '#6b7a86', 'circle-radius': 2 } },
];

function vectorLayers(present) {
  const isKnown = present.some((name) => name === 'earth' || name === 'water');
  const plan = isKnown
    ? Object.entries(KNOWN).filter(([name]) => present.includes(name))
    : present.map((name) => [name, UNKNOWN]);
  return plan.flatMap(([name, looks]) => looks.map((look, at) => (
    { id: `base-${name}-${at}`, source: 'base', 'source-layer': name, ...look }
  )));
}

/** The source and the layers of a file of tiles, as its header and its metadata tell. */
async function baseOf(archive, file) {
  const { tileType } = await archive.getHeader();
  const { tiles, minzoom, maxzoom, bounds, attribution, vector_layers: present = [] } = await archive.getTileJson(`pmtiles://${file}`);
  const source = { tiles, minzoom, maxzoom, bounds, ...(attribution ? { attribution } : {}) };
  if (tileType !== TileType.Mvt && tileType !== TileType.Mlt) {
    return { source: { type: 'raster', tileSize: 256, ...source }, layers: [{ id: 'base', type: 'raster', source: 'base' }] };
  }
  return {
    source: { type: 'vector', encoding: tileType === TileType.Mlt ? 'mlt' : 'mvt', ...source },
    layers: vectorLayers(present.map(({ id }) => id)),
  };
}

// --- the points above
/** The rows of the table that say where they are. */
function readPoints() {
  return Array.from(document.querySelectorAll('tr[data-lat][data-lng]'), (row, id) => {
    const link = row.querySelector('a[href]');
    return {
      row,
      feature: {
        type: 'Feature',
        id,
        geometry: { type: 'Point', coordinates: [Number(row.dataset.lng), Number(row.dataset.lat)] },
        properties: { name: link?.textContent ?? '', href: link?.getAttribute('href') ?? '', gone: row.dataset.stands === 'false', told: row.dataset.told },
      },
    };
  });
}

const POINT_LAYERS = [
  {
    id: 'points',
    type: 'circle',
    source: 'points',
    paint: {
      'circle-radius': 8,
      'circle-color': ['case', ['get', 'gone'], '#ffffff', '#0017c1'],
      'circle-stroke-color': ['case', ['get', 'gone'], '#666666', '#ffffff'],
      'circle-stroke-width': 2,
    },
  },
  {
    // What has gone is told by its shape too: a ring with a cross in it.
    id: 'points-gone',
    type: 'symbol',
    source: 'points',
    filter: ['get', 'gone'],
    layout: { 'text-field': '×', 'text-font': FONT, 'text-size': 18, 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: { 'text-color': '#666666' },
  },
];

/** What a click on a point shows. Made of nodes, so that a name is never read as HTML. */
function showPoint(map, { geometry, properties }) {
  const body = document.createElement('p');
  const link = document.createElement('a');
  link.href = properties.href;
  link.textContent = properties.name;
  body.append(link, `（${properties.told}）`);
  const popup = new Popup({ offset: 12, maxWidth: '20rem' }).setLngLat(geometry.coordinates).setDOMContent(body);
  // MapLibre moves the focus into the popup, and neither listens for Escape nor gives the focus back.
  const before = document.activeElement;
  popup.addTo(map);
  popup.getElement().addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') popup.remove();
  });
  popup.on('close', () => before?.focus({ preventScroll: true }));
}

// --- both together
async function start(frame) {
  const points = readPoints();
  // The protocol's key is the URL, and it must be a whole one: a worker has no page to be relative to.
  const file = new URL(frame.dataset.tiles, document.baseURI).href;
  const archive = new PMTiles(file);
  const base = await baseOf(archive, file); // throws where there is no such file
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol('pmtiles', protocol.tile);

  const bounds = new LngLatBounds();
  points.forEach(({ feature }) => bounds.extend(feature.geometry.coordinates));

  const container = document.createElement('div');
  container.className = 'map-live';
  frame.append(container);
  let map;
  try {
    map = new LiveMap({
      container,
      style: {
        version: 8,
        sources: {
          base: base.source,
          points: { type: 'geojson', data: { type: 'FeatureCollection', features: points.map(({ feature }) => feature) } },
        },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': '#dfe6ea' } },
          ...base.layers,
          ...POINT_LAYERS,
        ],
      },
      ...(bounds.isEmpty() ? {} : { bounds, fitBoundsOptions: { padding: 48, maxZoom: 12 } }),
      attributionControl: false,
      cooperativeGestures: true, // the page scrolls as it did
      dragRotate: false,
      touchPitch: false,
      pitchWithRotate: false,
      maxPitch: 0,
      locale: WORDS,
      fadeDuration: 0,
    });
  } catch (error) {
    container.remove(); // no WebGL: the drawing stays
    throw error;
  }
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl(), 'bottom-left');
  // Without customAttribution MapLibre adds a link to its own site.
  map.addControl(new AttributionControl({ compact: false, customAttribution: [] }), 'bottom-right');

  // Not 'load': that comes even when no worker could be started, with nothing drawn.
  map.once('idle', () => frame.classList.add('is-live'));
  map.on('idle', () => { frame.dataset.state = 'idle'; });
  map.on('error', ({ error }) => console.warn(`map: ${error.message}`));
  map.on('webglcontextlost', () => frame.classList.remove('is-live'));
  map.on('webglcontextrestored', () => frame.classList.add('is-live'));

  map.on('click', 'points', ({ features: [feature] }) => showPoint(map, feature));
  map.on('mouseenter', 'points', () => { map.getCanvas().style.cursor = 'pointer'; });
  map.on('mouseleave', 'points', () => { map.getCanvas().style.cursor = ''; });
  // A canvas has nothing to tab to, so each row gets a button that opens its point.
  points.forEach(({ row, feature }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn xs';
    button.textContent = '地図で見る';
    button.setAttribute('aria-label', `地図で見る（${feature.properties.name}）`);
    button.addEventListener('click', () => {
      frame.scrollIntoView({ block: 'nearest' });
      map.jumpTo({ center: feature.geometry.coordinates });
      showPoint(map, feature);
    });
    row.querySelector('th').append(' ', button);
  });
}

const frame = document.getElementById('map-frame');
if (frame) {
  try {
    await start(frame);
  } catch (error) {
    frame.dataset.state = 'drawn';
    console.info(`map: the drawing stays (${String(error.message).split('\n')[0]})`);
  }
}
