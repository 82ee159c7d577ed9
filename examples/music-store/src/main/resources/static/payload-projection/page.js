import { read } from '../shared/api.js';
import { bytes, count, milliseconds, sql, times } from '../shared/format.js';

const LIMIT = 50;
const shown = { bytes, gzipBytes: bytes, milliseconds, columns: count };

/** The list of albums as whole entities and by a projection, with the fields that the reader asks for. */
class AlbumPanel {
  #asked = 0;
  #last = Promise.resolve();
  #form = document.querySelector('#albums-form');
  #fields = document.querySelector('#fields');
  #results = document.querySelector('#albums-results');
  #verdict = document.querySelector('#albums-verdict');
  #problem = document.querySelector('#albums-problem');
  #api = document.querySelector('#albums-address');

  constructor() {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#run();
    });
    this.#run();
  }

  /** One after the other: the store compares once at a time. Fields that the reader has replaced are not read at all. */
  #run() {
    this.#asked += 1;
    const asked = this.#asked;
    const fields = this.#fields.value;
    this.#last = this.#last.then(() => (asked === this.#asked ? this.#measure(asked, fields) : undefined));
  }

  async #measure(asked, fields) {
    this.#results.setAttribute('aria-busy', 'true');
    this.#problem.hidden = true;
    this.#fields.removeAttribute('aria-invalid');
    this.#verdict.textContent = 'Listing the albums both ways…';
    try {
      const comparison = await read('/api/compare/albums', { fields, limit: LIMIT });
      this.#answered(asked, () => this.#show(comparison));
    } catch (error) {
      this.#answered(asked, () => this.#refuse(error.message));
    }
    this.#results.setAttribute('aria-busy', 'false');
  }

  /** Ignores an answer to fields that the reader has replaced. */
  #answered(asked, act) {
    if (asked === this.#asked) {
      act();
    }
  }

  #refuse(message) {
    this.#verdict.textContent = '';
    this.#problem.textContent = message;
    this.#problem.hidden = false;
    this.#fields.setAttribute('aria-invalid', 'true');
    document.querySelectorAll('[data-whole], [data-projected]').forEach((part) => part.replaceChildren('–'));
    this.#link('/api/albums');
  }

  #show(comparison) {
    this.#fill('whole', comparison.whole);
    this.#fill('projected', comparison.projected);
    this.#link(`/api/albums?fields=${comparison.fields}&limit=${LIMIT}`);
    this.#verdict.textContent = verdict(comparison);
  }

  #link(address) {
    this.#api.href = address;
    this.#api.textContent = address;
  }

  #fill(way, measurement) {
    Object.entries(shown).forEach(([metric, format]) => {
      element(way, metric).textContent = format(measurement[metric]);
    });
    element(way, 'statements').textContent = count(measurement.statements.length);
    element(way, 'sql').textContent = measurement.statements.map((text) => sql({ sql: text, parameters: [] })).join('\n\n');
    element(way, 'beginning').textContent = measurement.beginning;
  }
}

function element(way, part) {
  return document.querySelector(`[data-${way}="${part}"]`);
}

function verdict({ albums, sameAlbums, whole, projected }) {
  const same = sameAlbums
    ? `Both show the same ${count(albums)} albums.`
    : 'They do not show the same albums!';
  const ratio = times(whole.bytes, projected.bytes);
  return `Whole entities take ${ratio} times as many bytes as the fields that you asked for. ${same}`;
}

new AlbumPanel();
