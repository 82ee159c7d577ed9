import { count, dollars, minutes } from '../shared/format.js';

const served = (index) => `The index ${index} has the same keys, so every page costs the same.`;
const joined = (other, index) =>
  `This order uses a column of ${other}, and no index spans two tables. The database walks the index ${index} and looks up the rest.`;

/** What the store lists, and in which orders. An order's keys come first among the columns, with their directions. */
export const lists = {
  'invoice-lines': {
    title: 'Invoice lines',
    columns: {
      unitPrice: { title: 'Price', kind: 'number', text: dollars },
      id: { title: 'Line', kind: 'number', text: count },
      invoiceId: { title: 'Invoice', kind: 'number', text: count },
      invoiceDate: { title: 'Date', text: (date) => date.slice(0, 16).replace('T', ' ') },
      track: { title: 'Track', kind: 'long' },
      quantity: { title: 'Copies', kind: 'number', text: count },
    },
    orders: {
      price: {
        label: 'Price, highest first',
        keys: { unitPrice: 'down', id: 'down' },
        note: served('invoice_line_by_price'),
      },
      invoice: {
        label: 'Newest invoice first, then price',
        keys: { invoiceId: 'down', unitPrice: 'down', id: 'up' },
        note: served('invoice_line_by_invoice'),
      },
      oldest: { label: 'Oldest first', keys: { id: 'up' }, note: served('invoice_line_pkey') },
      date: {
        label: 'Date, latest first',
        keys: { invoiceDate: 'down', id: 'down' },
        note: joined('the invoice', 'invoice_by_date'),
      },
      track: {
        label: 'Track, A to Z, then newest',
        keys: { track: 'up', id: 'down' },
        note: joined('the track', 'track_by_name'),
      },
    },
  },
  tracks: {
    title: 'Tracks',
    columns: {
      name: { title: 'Name', kind: 'long' },
      composer: { title: 'Composer', kind: 'long', none: 'unknown' },
      album: { title: 'Album', kind: 'long', none: 'no album' },
      unitPrice: { title: 'Price', kind: 'number', text: dollars },
      milliseconds: { title: 'Length', kind: 'number', text: minutes },
      id: { title: 'Track', kind: 'number', text: count },
    },
    orders: {
      name: { label: 'Name, A to Z', keys: { name: 'up', id: 'up' }, note: served('track_by_name') },
      composer: {
        label: 'Composer, A to Z, unknown last',
        keys: { composer: 'up', name: 'up', id: 'up' },
        note: served('track_by_composer'),
      },
      'composer-missing': {
        label: 'Composer, unknown first',
        keys: { composer: 'up', name: 'up', id: 'up' },
        note: served('track_by_composer'),
      },
      price: {
        label: 'Price, highest first, then name',
        keys: { unitPrice: 'down', name: 'up', id: 'up' },
        note: served('track_by_price'),
      },
      length: { label: 'Longest first', keys: { milliseconds: 'down', id: 'down' }, note: served('track_by_length') },
      newest: { label: 'Newest first', keys: { id: 'down' }, note: served('track_pkey') },
      album: {
        label: 'Album, A to Z',
        keys: { album: 'up', id: 'up' },
        note: `${joined('the album', 'album_by_title')} Only the first and the last page sort all tracks, because some
          tracks have no album.`,
      },
    },
  },
};

export const firstOrder = (list) => Object.keys(lists[list].orders)[0];
