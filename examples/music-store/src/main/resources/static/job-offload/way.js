import { read } from '../shared/api.js';
import { count, seconds } from '../shared/format.js';

const LOOK_EVERY = 500;

/** One way to make the report: its button, what happens, and what it took. */
export class ReportWay {
  #name;
  #button;
  #begun = 0;

  /** Of the requests of this page, each of which keeps a thread of the store busy. */
  #milliseconds = 0;

  constructor(name, run) {
    this.#name = name;
    this.#button = document.querySelector(`#report-as-${name}`);
    this.#button.addEventListener('click', () => this.runs || run());
  }

  get runs() {
    return this.#button.getAttribute('aria-disabled') === 'true';
  }

  get milliseconds() {
    return this.#milliseconds;
  }

  /** From now on, until it ends, the state is what is said of it at the time. */
  begin(state) {
    this.#begun = performance.now();
    this.#milliseconds = 0;
    ['answer', 'report', 'thread', 'connection'].forEach((part) => this.#fill(part, '–'));
    this.#button.setAttribute('aria-disabled', 'true');
    this.#watch(state);
  }

  async #watch(state) {
    while (this.runs) {
      this.#fill('state', state(performance.now() - this.#begun));
      const load = await read('/api/load').catch(() => null);
      if (this.runs && load) {
        this.#fill('load', busy(load));
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  async ask(request) {
    const start = performance.now();
    try {
      return await request();
    } finally {
      this.#milliseconds += performance.now() - start;
    }
  }

  /** Milliseconds of each part. */
  show(parts) {
    Object.entries(parts).forEach(([part, length]) => this.#fill(part, seconds(length)));
  }

  end(state) {
    this.#button.setAttribute('aria-disabled', 'false');
    this.#fill('state', state);
    this.#fill('load', '');
  }

  #fill(part, text) {
    document.querySelector(`[data-${this.#name}="${part}"]`).textContent = text;
  }
}

function busy({ requests, connections, mostConnections }) {
  return `Busy now: ${count(requests)} ${requests === 1 ? 'thread' : 'threads'},`
    + ` ${count(connections)} of ${count(mostConnections)} connections.`;
}
