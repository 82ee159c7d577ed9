import { read, send } from '../shared/api.js';
import { count, digits, dollars, seconds, times } from '../shared/format.js';

const ADDRESS = '/api/compare/payments';
const LOOK_EVERY = 250;

/** The names of both ways in the answer, and in the table. */
const ways = { rowLocks: 'locked', versioned: 'versioned' };
const rows = {
  paid: { title: 'Payments made', text: ({ paid }) => count(paid) },
  time: { title: 'Time for all', text: (way) => seconds(way.seconds * 1000) },
  perSecond: { title: 'Payments per second', text: ({ perSecond }) => digits(perSecond) },
  connection: { title: 'Connection held per payment', text: ({ connections }) => seconds(connections.milliseconds) },
  connections: { title: 'Connections held at once, at most', text: ({ connections }) => count(connections.most) },
  lock: { title: 'Row locked per payment', text: ({ locks }) => seconds(locks.milliseconds) },
  locks: { title: 'Transactions with locks at once, at most', text: ({ locks }) => count(locks.most) },
  read: { title: 'Longest wait of another read', text: ({ longestRead }) => seconds(longestRead) },
  charges: { title: 'Charges made', text: ({ charges }) => count(charges) },
  twice: { title: 'Customers charged twice', text: ({ chargedTwice }) => count(chargedTwice) },
  received: { title: 'Received by the account', text: ({ received }) => dollars(received) },
};

/** Payments by row locks and by versioned updates. The store makes them, and the panel looks how far they have come. */
class PaymentPanel {
  #form = document.querySelector('#payments-form');
  #button = document.querySelector('#pay');
  #milliseconds = document.querySelector('#charge-milliseconds');
  #verdict = document.querySelector('#payments-verdict');
  #problem = document.querySelector('#payments-problem');
  #progress = document.querySelector('#payments-progress');
  #results = document.querySelector('#payments-results');

  constructor() {
    this.#results.tBodies[0].replaceChildren(...Object.entries(rows).map(([name, { title }]) => line(name, title)));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#button.getAttribute('aria-disabled') !== 'true') {
        this.#follow(() => send(ADDRESS, { milliseconds: this.#milliseconds.value }));
      }
    });
    this.#follow(() => read(ADDRESS));
  }

  /** Until they have ended. Others may have begun them: then these are shown. */
  async #follow(begin) {
    this.#problem.hidden = true;
    this.#wait(true);
    try {
      let progress = await begin();
      while (progress.running) {
        this.#show(progress);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
        progress = await read(ADDRESS);
      }
      this.#show(progress);
    } catch (error) {
      this.#refuse(error.message);
    }
    this.#wait(false);
  }

  #wait(waits) {
    this.#button.setAttribute('aria-disabled', String(waits));
    this.#results.setAttribute('aria-busy', String(waits));
    this.#progress.hidden = !waits;
  }

  #refuse(message) {
    this.#verdict.textContent = '';
    this.#problem.textContent = message;
    this.#problem.hidden = false;
  }

  #show(progress) {
    this.#progress.max = Math.max(1, 2 * progress.payments);
    this.#progress.value = progress.done;
    Object.entries(ways).forEach(([name, way]) => fill(way, progress[name]));
    if (progress.problem) {
      this.#refuse(progress.problem);
    } else if (progress.payments) {
      this.#verdict.textContent = verdict(progress);
    }
  }
}

function line(name, title) {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = title;
  row.append(head);
  Object.values(ways).forEach((way) => {
    const cell = row.insertCell();
    cell.setAttribute(`data-${way}`, name);
    cell.textContent = '–';
  });
  return row;
}

function fill(way, measurement) {
  Object.entries(rows).forEach(([name, { text }]) => {
    document.querySelector(`[data-${way}="${name}"]`).textContent = measurement ? text(measurement) : '–';
  });
}

function verdict({ running, rowLocks, versioned, payments }) {
  if (running) {
    return versioned
      ? `Making ${count(payments)} payments by row locks…`
      : `Making ${count(payments)} payments by versioned updates…`;
  }
  const slower = times(rowLocks.seconds, versioned.seconds);
  return `Row locks took ${slower} times as long. They charged ${count(rowLocks.charges)} times for ${count(payments)} payments,`
    + ` versioned updates ${count(versioned.charges)} times.`;
}

new PaymentPanel();
