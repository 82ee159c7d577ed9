import { count, milliseconds } from '../shared/format.js';

const titles = { buffersRead: 'Buffers read', rowsRead: 'Rows read', milliseconds: 'Time in ms' };
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** All measured depths as a chart, and the same metric as a table. */
export class DepthChart {
  #canvas;
  #rows;
  #measured = new Map();
  #metric = 'buffersRead';
  #chart;

  constructor(canvas, rows) {
    this.#canvas = canvas;
    this.#rows = rows;
    this.#draw();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  add(comparison) {
    this.#measured.set(comparison.depth, comparison);
    this.#update();
  }

  clear() {
    this.#measured.clear();
    this.#update();
  }

  show(metric) {
    this.#metric = metric;
    this.#update();
  }

  #sorted() {
    return [...this.#measured.values()].sort((a, b) => a.depth - b.depth);
  }

  #update() {
    this.#chart.data.datasets.forEach((line) => {
      line.data = this.#points(line.key);
    });
    this.#chart.options.scales.y.title.text = titles[this.#metric];
    this.#chart.update();
    this.#describe();
    this.#tabulate();
  }

  /** A logarithmic axis has no place for depth 0. */
  #points(way) {
    return this.#sorted()
      .filter((comparison) => comparison.depth > 0)
      .map((comparison) => ({ x: comparison.depth, y: comparison[way][this.#metric] }));
  }

  #describe() {
    const deepest = this.#sorted().at(-1);
    if (!deepest) {
      this.#canvas.setAttribute('aria-label', 'You have not measured a depth yet.');
      return;
    }
    const show = this.#text();
    this.#canvas.setAttribute(
      'aria-label',
      `${titles[this.#metric]} over depth, ${this.#measured.size} depths measured. At depth ${count(deepest.depth)}: `
        + `OFFSET ${show(deepest.offset[this.#metric])}, keyset ${show(deepest.keyset[this.#metric])}.`,
    );
  }

  #tabulate() {
    const show = this.#text();
    document.querySelector('#measurements-title').textContent = titles[this.#metric];
    this.#rows.replaceChildren(
      ...this.#sorted().map(({ depth, offset, keyset }) => {
        const row = document.createElement('tr');
        [count(depth), show(offset[this.#metric]), show(keyset[this.#metric])].forEach((text) => row.insertCell().append(text));
        return row;
      }),
    );
  }

  #text() {
    return this.#metric === 'milliseconds' ? milliseconds : count;
  }

  #draw() {
    this.#chart?.destroy();
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const line = (key, label, dash, pointStyle) => ({
      key, label, pointStyle, data: this.#points(key), borderDash: dash, borderColor: color(`--${key}`),
      backgroundColor: color(`--${key}`), pointRadius: 4, pointHoverRadius: 6, borderWidth: 2,
    });
    this.#chart = new window.Chart(this.#canvas, {
      type: 'line',
      data: { datasets: [line('offset', 'OFFSET', [], 'circle'), line('keyset', 'Keyset', [6, 4], 'rect')] },
      options: {
        maintainAspectRatio: false,
        animation: still ? false : { duration: 250 },
        color: color('--ink'),
        font: { family: style.fontFamily },
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { align: 'start', labels: { usePointStyle: true, boxHeight: 7, padding: 18 } } },
        scales: {
          x: axis(color, 'Rows before the page'),
          y: axis(color, titles[this.#metric]),
        },
      },
    });
  }
}

function axis(color, text) {
  return {
    type: 'logarithmic',
    suggestedMin: 1,
    title: { display: true, text, color: color('--soft') },
    grid: { color: color('--line') },
    border: { color: color('--line') },
    ticks: {
      color: color('--soft'),
      maxRotation: 0,
      callback: (value) => (Number.isInteger(Math.log10(value)) ? compact.format(value) : null),
    },
  };
}
