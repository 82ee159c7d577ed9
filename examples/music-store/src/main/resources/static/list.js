import { read } from './api.js';
import { count } from './format.js';

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const minutes = (milliseconds) => {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const lists = {
  'invoice-lines': [
    { title: 'Price', kind: 'number', text: (line) => dollars.format(line.unitPrice) },
    { title: 'Line', kind: 'number', text: (line) => line.id },
    { title: 'Invoice', kind: 'number', text: (line) => line.invoiceId },
    { title: 'Track', kind: 'number', text: (line) => line.trackId },
    { title: 'Copies', kind: 'number', text: (line) => line.quantity },
  ],
  tracks: [
    { title: 'Name', kind: 'long', text: (track) => track.name },
    { title: 'Composer', kind: 'long', text: (track) => track.composer ?? '–' },
    { title: 'Length', kind: 'number', text: (track) => minutes(track.milliseconds) },
    { title: 'Price', kind: 'number', text: (track) => dollars.format(track.unitPrice) },
  ],
};

/** A list as the API pages it. */
export class PagedList {
  #name = 'invoice-lines';
  #page = null;
  #table = document.querySelector('#list');
  #status = document.querySelector('#list-status');
  #address = document.querySelector('#list-address');
  #previous = document.querySelector('#previous');
  #next = document.querySelector('#next');

  constructor() {
    this.#previous.addEventListener('click', () => this.#turn('before'));
    this.#next.addEventListener('click', () => this.#turn('after'));
    this.show(this.#name);
  }

  show(name) {
    this.#name = name;
    return this.#load({});
  }

  #turn(direction) {
    const cursor = this.#page?.[direction];
    return cursor ? this.#load({ [direction]: cursor }) : undefined;
  }

  async #load(direction) {
    const name = this.#name;
    try {
      const { items, page } = await read(`/api/${name}`, { size: 10, ...direction });
      if (name === this.#name) {
        this.#show(items, page);
      }
    } catch (error) {
      this.#status.textContent = error.message;
    }
  }

  #show(items, page) {
    this.#page = page;
    // A button that is really disabled would lose the keyboard's focus.
    this.#previous.setAttribute('aria-disabled', !page.hasPrevious);
    this.#next.setAttribute('aria-disabled', !page.hasNext);
    this.#address.href = `/api/${this.#name}`;
    this.#address.textContent = `/api/${this.#name}`;
    const end = [page.hasPrevious ? '' : 'start of the list', page.hasNext ? '' : 'end of the list'].filter(Boolean);
    this.#status.textContent = [`${count(items.length)} rows`, ...end].join(', ');
    this.#fill(lists[this.#name], items);
  }

  #fill(columns, items) {
    const heads = document.createElement('tr');
    columns.forEach(({ title, kind }) => {
      const head = document.createElement('th');
      head.scope = 'col';
      head.className = kind;
      head.textContent = title;
      heads.append(head);
    });
    this.#table.tHead.replaceChildren(heads);
    this.#table.tBodies[0].replaceChildren(
      ...items.map((item) => {
        const row = document.createElement('tr');
        columns.forEach(({ kind, text }) => {
          const cell = row.insertCell();
          cell.className = kind;
          cell.textContent = text(item);
        });
        return row;
      }),
    );
  }
}
