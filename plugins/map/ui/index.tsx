/** The map's screens: a page, a panel beside rows with an address, a button of the call bar. Leaflet is loaded when the first map is drawn. */
import { definePluginUi, type Host } from '@zuoxi/plugin/ui';
import { AddressPanel } from './AddressPanel';
import { MapPage } from './MapPage';
import { words } from './words';

export default definePluginUi((host: Host) => ({
  pages: [
    { id: 'map', label: words.map, menu: true, component: ({ query }) => <MapPage host={host} address={query.get('q') ?? ''} /> },
  ],
  row: [{ id: 'address', label: words.map, component: ({ facts }) => <AddressPanel host={host} facts={facts} /> }],
  callBar: [{ id: 'map', label: words.map, press: () => host.open('map') }],
}));
