// The map: points and lines of the works in the page's list, those that stand close together as one button,
// over a grid of longitude and latitude (and somebody's tiles, where the portal sets some). Every point is a
// link or a button in the page, so a keyboard reaches it. Fetches nothing but such tiles.
import { type GeoJSONSource, Map as Drawing, Marker, setWorkerUrl, type StyleSpecification } from "maplibre-gl";

interface Work {
  name: string;
  href: string;
  precision: string;
  line: [number, number][];
}

const CLOSE_PIXELS = 40;
const STEPS_DEGREES = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

const frame = document.querySelector<HTMLElement>("[data-map]");
const canvas = document.querySelector<HTMLElement>("[data-map-canvas]");
const worker = document.querySelector<HTMLElement>("[data-map-worker]");

/** A colour of the style sheet, which follows the theme. */
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function works(): Work[] {
  return [...document.querySelectorAll<HTMLElement>("[data-map-work]")].map((item) => {
    const link = item.querySelector("a");
    const points = (item.dataset["points"] ?? "").split(" ").map((pair): [number, number] => {
      const [north, east] = pair.split(",").map((value) => Number(value) / 1e6);
      return [east ?? 0, north ?? 0];
    });
    return { name: link?.textContent ?? "", href: link?.href ?? "", precision: item.dataset["precision"] ?? "", line: points };
  });
}

const lines = (all: Work[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features: all
    .filter(({ line }) => line.length > 1)
    .map(({ line }) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } })),
});

/** The middle point of a line, where its mark stands. */
const middle = (work: Work): [number, number] => work.line[Math.floor(work.line.length / 2)] ?? [0, 0];

function grid(map: Drawing): GeoJSON.FeatureCollection {
  const bounds = map.getBounds();
  const [west, east, south, north] = [bounds.getWest(), bounds.getEast(), bounds.getSouth(), bounds.getNorth()];
  const step = [...STEPS_DEGREES].reverse().find((size) => (east - west) / size <= 12) ?? 10;
  const stops = (from: number, to: number): number[] => {
    const first = Math.ceil(from / step);
    return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, place) => (first + place) * step);
  };
  const along = (coordinates: [number, number][]): GeoJSON.Feature => ({
    type: "Feature",
    properties: {},
    geometry: { type: "LineString", coordinates },
  });
  const features = [
    ...stops(west, east).map((at) => along([[at, south], [at, north]])),
    ...stops(south, north).map((at) => along([[west, at], [east, at]])),
  ];
  return { type: "FeatureCollection", features };
}

function style(tiles: string | undefined): StyleSpecification {
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  const base: StyleSpecification = {
    version: 8,
    sources: { grid: empty, lines: empty },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("--sunken") } },
      { id: "grid", type: "line", source: "grid", paint: { "line-color": colour("--rule-strong"), "line-width": 0.6 } },
      { id: "lines", type: "line", source: "lines", paint: { "line-color": colour("--moss"), "line-width": 5 } },
    ],
  };
  if (tiles === undefined) return base;
  base.sources["tiles"] = { type: "raster", tiles: [tiles], tileSize: 256 };
  base.layers.splice(1, 0, { id: "tiles", type: "raster", source: "tiles" });
  return base;
}

function whole(map: Drawing, all: Work[]): void {
  const points = all.flatMap(({ line }) => line);
  const edge = (pick: (values: number[]) => number, place: 0 | 1): number => pick(points.map((point) => point[place]));
  const least = (values: number[]): number => Math.min(...values);
  const most = (values: number[]): number => Math.max(...values);
  const bounds: [[number, number], [number, number]] = [[edge(least, 0), edge(least, 1)], [edge(most, 0), edge(most, 1)]];
  map.fitBounds(bounds, { padding: 48, maxZoom: 15, animate: false });
}

/** Marks of the works, those closer than a finger as one. */
function marks(map: Drawing, all: Work[], shown: Marker[], clusterWords: string): void {
  for (const marker of shown.splice(0)) marker.remove();
  const groups: { at: [number, number]; x: number; y: number; works: Work[] }[] = [];
  for (const work of all) {
    const at = middle(work);
    const { x, y } = map.project(at);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < CLOSE_PIXELS);
    if (near) near.works.push(work);
    else groups.push({ at, x, y, works: [work] });
  }
  for (const { at, works: together } of groups) {
    shown.push(new Marker({ element: mark(map, at, together, clusterWords) }).setLngLat(at).addTo(map));
  }
}

function mark(map: Drawing, at: [number, number], together: Work[], clusterWords: string): HTMLElement {
  const [first] = together;
  if (together.length === 1 && first) {
    const link = document.createElement("a");
    link.href = first.href;
    link.className = `map-mark ${first.precision}`;
    link.title = first.name;
    link.setAttribute("aria-label", first.name);
    return link;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-mark cluster";
  button.textContent = String(together.length);
  button.title = together.map(({ name }) => name).join("\n");
  button.setAttribute("aria-label", `${clusterWords}: ${together.map(({ name }) => name).join(", ")}`);
  button.addEventListener("click", () => {
    map.easeTo({ center: at, zoom: map.getZoom() + 2, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  });
  return button;
}

/** How long a hundred pixels are, in round metres. */
function scale(map: Drawing): void {
  const shown = document.querySelector<HTMLElement>("[data-map-scale]");
  if (!shown) return;
  const middleY = map.getContainer().clientHeight / 2;
  const metres = map.unproject([0, middleY]).distanceTo(map.unproject([100, middleY]));
  const power = 10 ** Math.floor(Math.log10(metres));
  const round = Math.floor(metres / power) * power;
  const pixels = Math.round((100 * round) / metres);
  shown.textContent = round >= 1000 ? `${round / 1000} km` : `${round} m`;
  shown.style.setProperty("--length", `${pixels}px`);
}

/** Says so where somebody's tiles do not come: works and grid are there all the same. */
function tell(map: Drawing): void {
  const notice = document.querySelector<HTMLElement>("[data-map-no-tiles]");
  if (!notice) return;
  map.on("error", (problem) => {
    if ((problem as { sourceId?: string }).sourceId === "tiles") notice.hidden = false;
  });
  map.on("sourcedata", ({ sourceId, tile }) => {
    if (sourceId === "tiles" && (tile as { state?: string } | undefined)?.state === "loaded") notice.hidden = true;
  });
}

function start(into: HTMLElement, around: HTMLElement): void {
  const all = works();
  setWorkerUrl(worker?.dataset["root"] ?? "");
  const map = new Drawing({
    container: into,
    style: style(around.dataset["tiles"]),
    attributionControl: false,
    pitchWithRotate: false,
    dragRotate: false,
    cooperativeGestures: false,
  });
  const shown: Marker[] = [];
  const clusterWords = around.dataset["cluster"] ?? "";
  const redraw = (): void => {
    map.getSource<GeoJSONSource>("grid")?.setData(grid(map));
    marks(map, all, shown, clusterWords);
    scale(map);
  };
  map.on("load", () => {
    map.getCanvas().setAttribute("aria-label", around.dataset["label"] ?? "");
    map.getSource<GeoJSONSource>("lines")?.setData(lines(all));
    whole(map, all);
    redraw();
    around.dataset["ready"] = "true";
  });
  map.on("moveend", redraw);
  tell(map);
  map.touchZoomRotate.disableRotation();
  const doing: Record<string, () => void> = {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    all: () => whole(map, all),
  };
  for (const button of around.querySelectorAll<HTMLElement>("[data-map-do]")) {
    button.addEventListener("click", () => doing[button.dataset["mapDo"] ?? ""]?.());
  }
  const recolour = (): void => {
    map.setPaintProperty("ground", "background-color", colour("--sunken"));
    map.setPaintProperty("grid", "line-color", colour("--rule-strong"));
    map.setPaintProperty("lines", "line-color", colour("--moss"));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

if (frame && canvas) {
  try {
    start(canvas, frame);
  } catch (error) {
    console.error(error);
    frame.textContent = frame.dataset["failed"] ?? "";
  }
}
