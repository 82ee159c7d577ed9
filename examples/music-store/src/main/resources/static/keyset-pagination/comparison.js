import { read } from '../shared/api.js';
import { count, milliseconds, sql, times } from '../shared/format.js';
import { decades, nearest, steps } from './depths.js';
import { lists } from './lists.js';

const SIZE = 20;
const shown = { milliseconds, rowsRead: count, buffersRead: count };

/** The form, the two panels and the sentence between them. */
export class ComparisonPanel {
  #chart;
  #rows;
  #steps;
  #last = Promise.resolve();
  #form = document.querySelector('#measure');
  #order = document.querySelector('#compared');
  #note = document.querySelector('#compared-note');
  #slider = document.querySelector('#slider');
  #depth = document.querySelector('#depth');
  #results = document.querySelector('#results');
  #verdict = document.querySelector('#verdict');
  #problem = document.querySelector('#problem');

  /** Gets how many rows each list has. */
  constructor(chart, rows) {
    this.#chart = chart;
    this.#rows = rows;
    this.#order.replaceChildren(...Object.keys(lists).flatMap(options));
    this.#order.addEventListener('change', () => this.#begin());
    this.#slider.addEventListener('input', () => this.#go(this.#steps[this.#slider.value]));
    this.#depth.addEventListener('input', () => this.#go(this.#depth.valueAsNumber || 0, this.#depth));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#run([this.#depth.valueAsNumber]);
    });
    document.querySelector('#measure-all').addEventListener('click', () => this.#run(decades(this.#steps.at(-1))));
    this.#begin();
  }

  /** Another order is another curve. */
  #begin() {
    const [list, sort] = this.#order.value.split(' ');
    this.#note.textContent = lists[list].orders[sort].note;
    this.#steps = steps(Math.max(0, this.#rows[list] - SIZE));
    this.#slider.max = this.#steps.length - 1;
    this.#depth.max = this.#steps.at(-1);
    this.#chart.clear();
    // Deep enough for a curve, and done in a moment.
    this.#run(decades(Math.min(100_000, this.#steps.at(-1))));
  }

  #go(depth, from) {
    if (from !== this.#depth) {
      this.#depth.value = depth;
    }
    this.#slider.value = nearest(this.#steps, depth);
    this.#slider.setAttribute('aria-valuetext', `${count(depth)} rows before the page`);
  }

  /** One after the other, because the store runs one comparison at a time. */
  #run(depths) {
    const order = this.#order.value;
    this.#last = this.#last.then(() => this.#measure(order, depths));
  }

  async #measure(order, depths) {
    const [list, sort] = order.split(' ');
    this.#results.setAttribute('aria-busy', 'true');
    this.#problem.hidden = true;
    try {
      for (const depth of depths) {
        if (order !== this.#order.value) {
          break;
        }
        this.#verdict.textContent = `Measuring with ${count(depth)} rows before the page…`;
        const comparison = await read(`/api/compare/${list}`, { sort, depth, size: SIZE });
        if (order === this.#order.value) {
          this.#show(comparison);
        }
      }
    } catch (error) {
      this.#verdict.textContent = '';
      this.#problem.textContent = error.message;
      this.#problem.hidden = false;
    } finally {
      this.#results.setAttribute('aria-busy', 'false');
    }
  }

  #show(comparison) {
    this.#go(comparison.depth);
    this.#fill('offset', comparison.offset);
    this.#fill('keyset', comparison.keyset);
    this.#chart.add(comparison);
    this.#verdict.textContent = verdict(comparison);
  }

  #fill(way, measurement) {
    Object.entries(shown).forEach(([metric, format]) => {
      document.querySelector(`[data-${way}="${metric}"]`).textContent = format(measurement[metric]);
    });
    document.querySelector(`[data-${way}="access"]`).textContent = measurement.access;
    document.querySelector(`[data-${way}="sql"]`).textContent = measurement.statements.map(sql).join('\n\n');
  }
}

/** One for each order; a closed select shows no group, so each names its list. */
function options(list) {
  const { title, orders } = lists[list];
  return Object.entries(orders).map(([sort, { label }]) => new Option(`${title}: ${label}`, `${list} ${sort}`));
}

function verdict({ depth, sameRows, offset, keyset }) {
  const more = offset.buffersRead > keyset.buffersRead;
  const cost = more
    ? `OFFSET reads ${times(offset.buffersRead, keyset.buffersRead)} times as many buffers as the keyset`
    : 'OFFSET reads no more buffers than the keyset';
  const rows = sameRows ? 'Both return the same rows.' : 'They do not return the same rows!';
  return `With ${count(depth)} rows before the page, ${cost}. ${rows}`;
}
