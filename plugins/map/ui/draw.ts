/** Leaflet, fed by the plugin's own routes: the browser asks no other host, so the page's policy stays strict. */
import type { Host } from '@zuoxi/plugin/ui';
import * as leaflet from 'leaflet';
import css from 'leaflet/dist/leaflet.css?inline';
import { attribution, type Place, type Way } from './service';

const wholeCountry: [number, number] = [35, 105];

/** Images by fetch, because `<img>` cannot carry the login. */
class Tiles extends leaflet.GridLayer {
  constructor(private readonly host: Host) {
    super({ maxZoom: 19 });
  }

  protected override createTile({ x, y, z }: leaflet.Coords, done: leaflet.DoneCallback): HTMLElement {
    const image = document.createElement('img');
    image.alt = '';
    this.host.askFile(`/tiles/${z}/${x}/${y}`).then(
      (blob) => {
        image.onload = () => {
          URL.revokeObjectURL(image.src);
          done(undefined, image);
        };
        image.src = URL.createObjectURL(blob);
      },
      (error: Error) => done(error, image),
    );
    return image;
  }
}

function styleOnce(): void {
  if (document.getElementById('leaflet-style')) return;
  const style = document.createElement('style');
  style.id = 'leaflet-style';
  style.textContent = css;
  document.head.append(style);
}

export type Drawn = { show(places: readonly Place[], way: Way | null): void; remove(): void };

/** Draws an empty map into the element. */
export function draw(element: HTMLElement, host: Host): Drawn {
  styleOnce();
  // React writes the class of its own element anew, e.g. when the colours change: Leaflet's stand on one that is ours
  const ground = element.appendChild(document.createElement('div'));
  Object.assign(ground.style, { position: 'absolute', inset: '0' });
  const map = leaflet.map(ground, { zoomAnimation: false, fadeAnimation: false }).setView(wholeCountry, 4);
  map.attributionControl.setPrefix(false);
  new Tiles(host).addTo(map);
  void attribution(host).then(
    (text) => map.attributionControl.addAttribution(escaped(text)),
    () => undefined, // the map is drawn without
  );
  const marks = leaflet.layerGroup().addTo(map);
  const sized = new ResizeObserver(() => map.invalidateSize());
  sized.observe(ground);
  return {
    show(places, way) {
      marks.clearLayers();
      if (way) leaflet.polyline(way.line, { weight: 5 }).addTo(marks);
      for (const { lat, lon, label } of places)
        leaflet.circleMarker([lat, lon], { radius: 9, weight: 3, fillOpacity: 0.6 }).bindTooltip(escaped(label)).addTo(marks);
      const points = [...(way?.line ?? []), ...places.map(({ lat, lon }): [number, number] => [lat, lon])];
      if (points.length) map.fitBounds(leaflet.latLngBounds(points), { maxZoom: 16, padding: [40, 40] });
    },
    remove() {
      sized.disconnect();
      map.remove();
      ground.remove();
    },
  };
}

/** Leaflet writes its texts as HTML. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
