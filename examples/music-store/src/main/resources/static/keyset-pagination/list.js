import { address, current } from './address.js';
import { readPage } from '../shared/api.js';
import { count } from '../shared/format.js';
import { firstOrder, lists } from './lists.js';
import { fillTable } from '../shared/table.js';

const SIZE = 10;
const turns = ['first', 'prev', 'next', 'last'];

/** A list as the API pages it, in the order that the reader chooses. The document's address always names the page. */
export class PagedList {
  #shown = current();
  #links = {};
  #table = document.querySelector('#list');
  #order = document.querySelector('#order');
  #note = document.querySelector('#order-note');
  #status = document.querySelector('#list-status');
  #problem = document.querySelector('#list-problem');
  #api = document.querySelector('#list-address');

  constructor() {
    turns.forEach((rel) => document.querySelector(`#${rel}`).addEventListener('click', () => this.#turn(rel)));
    document.querySelectorAll('input[name="list"]').forEach((input) => {
      input.addEventListener('change', () => this.#go({ list: input.value, sort: firstOrder(input.value), start: {} }));
    });
    this.#order.addEventListener('change', () => this.#go({ ...this.#shown, sort: this.#order.value, start: {} }));
    document.querySelector('#restart').addEventListener('click', () => this.#restart());
    addEventListener('popstate', () => this.#show(current()));
    this.#show(this.#shown);
  }

  #turn(rel) {
    if (this.#links[rel]) {
      this.#go({ ...this.#shown, start: this.#links[rel] });
    }
  }

  /** The way out where a cursor or an order was refused. */
  #restart() {
    const { list, sort } = this.#shown;
    this.#table.parentElement.focus();
    this.#go({ list, sort: sort in lists[list].orders ? sort : firstOrder(list), start: {} });
  }

  #go(page) {
    history.pushState(null, '', address(page));
    this.#show(page);
  }

  async #show(page) {
    this.#shown = page;
    // The links of the page before do not fit this one. Its own come with the answer.
    this.#links = {};
    this.#describe(page);
    this.#table.setAttribute('aria-busy', 'true');
    try {
      const answer = await readPage(`/api/${page.list}`, { sort: page.sort, size: SIZE, ...page.start });
      this.#answered(page, () => this.#fill(page, answer));
    } catch (error) {
      this.#answered(page, () => this.#refuse(error.message));
    }
  }

  /** Ignores an answer to a page that the reader has left. */
  #answered(page, act) {
    if (page === this.#shown) {
      act();
      this.#table.setAttribute('aria-busy', 'false');
    }
  }

  #describe({ list, sort }) {
    document.querySelector(`input[name="list"][value="${list}"]`).checked = true;
    const { orders } = lists[list];
    this.#order.replaceChildren(...Object.entries(orders).map(([name, { label }]) => new Option(label, name)));
    this.#order.value = sort;
    this.#note.textContent = orders[sort]?.note ?? '';
    this.#api.href = `/api/${list}?${new URLSearchParams({ sort })}`;
    this.#api.textContent = this.#api.getAttribute('href');
  }

  #fill({ list, sort }, { items, links }) {
    const { columns, orders } = lists[list];
    this.#problem.hidden = true;
    fillTable(this.#table, columns, orders[sort].keys, items);
    this.#link(links);
    const ends = [links.prev || links.first ? '' : 'start of the list', links.next ? '' : 'end of the list'];
    this.#status.textContent = [`${count(items.length)} rows`, ...ends.filter(Boolean)].join(', ');
  }

  #refuse(message) {
    this.#problem.hidden = false;
    this.#problem.querySelector('p').textContent = message;
    this.#status.textContent = 'No rows.';
    this.#table.tBodies[0].replaceChildren();
    this.#link({});
  }

  /** A button that is really disabled would lose the keyboard's focus. */
  #link(links) {
    this.#links = links;
    turns.forEach((rel) => document.querySelector(`#${rel}`).setAttribute('aria-disabled', !(rel in links)));
  }
}
