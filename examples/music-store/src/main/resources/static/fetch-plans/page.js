import { read } from '../shared/api.js';
import { bytes, count, milliseconds, sql } from '../shared/format.js';
import { fillTable } from '../shared/table.js';

const shown = { statements: count, rows: count, bytes, milliseconds };
const columns = {
  name: { title: 'Name', kind: 'long' },
  album: { title: 'Album', kind: 'long', none: 'no album' },
  artist: { title: 'Artist', kind: 'long', none: 'unknown' },
};

/** A playlist read lazily and by a fetch plan, and what the watch says of both. */
class PlaylistPanel {
  #last = Promise.resolve();
  #playlist = document.querySelector('#playlist');
  #results = document.querySelector('#playlist-results');
  #verdict = document.querySelector('#playlist-verdict');
  #problem = document.querySelector('#playlist-problem');
  #items = document.querySelector('#playlist-items');
  #status = document.querySelector('#playlist-status');

  constructor() {
    this.#playlist.addEventListener('change', () => this.#run());
    this.#begin();
  }

  async #begin() {
    try {
      const playlists = await read('/api/playlists');
      this.#playlist.replaceChildren(...playlists.map(option));
      const first = playlists.find(({ comparable, tracks }) => comparable && tracks > 0);
      this.#playlist.value = first?.id ?? '';
      if (first) {
        this.#run();
      }
    } catch (error) {
      this.#refuse(error.message);
    }
  }

  /** One after the other: the store compares once at a time. A playlist that the reader has left is not read at all. */
  #run() {
    const id = this.#playlist.value;
    this.#last = this.#last.then(() => (id === this.#playlist.value ? this.#measure(id) : undefined));
  }

  async #measure(id) {
    this.#results.setAttribute('aria-busy', 'true');
    this.#problem.hidden = true;
    this.#verdict.textContent = 'Reading the playlist both ways…';
    try {
      const comparison = await read(`/api/compare/playlists/${id}`);
      this.#answered(id, () => this.#show(comparison));
    } catch (error) {
      this.#answered(id, () => this.#refuse(error.message));
    }
    this.#results.setAttribute('aria-busy', 'false');
  }

  /** Ignores an answer to a playlist that the reader has left. */
  #answered(id, act) {
    if (id === this.#playlist.value) {
      act();
    }
  }

  #refuse(message) {
    this.#verdict.textContent = '';
    this.#problem.textContent = message;
    this.#problem.hidden = false;
    document.querySelectorAll('[data-lazy], [data-planned]').forEach((part) => part.replaceChildren('–'));
    this.#items.tBodies[0].replaceChildren();
    this.#status.textContent = '';
  }

  #show(comparison) {
    this.#fill('lazy', comparison.lazy);
    this.#fill('planned', comparison.planned);
    fillTable(this.#items, columns, { name: 'up' }, comparison.items);
    this.#status.textContent = `The first ${count(comparison.items.length)} of ${plural(comparison.tracks, 'track')}.`;
    this.#verdict.textContent = verdict(comparison);
  }

  #fill(way, measurement) {
    Object.entries(shown).forEach(([metric, format]) => {
      element(way, metric).textContent = format(measurement[metric]);
    });
    element(way, 'sql').textContent = measurement.sent.map(sent).join('\n\n');
    element(way, 'findings').replaceChildren(...findings(measurement.findings));
  }
}

function element(way, part) {
  return document.querySelector(`[data-${way}="${part}"]`);
}

function option({ id, name, tracks, comparable }) {
  const made = new Option(`${name}: ${plural(tracks, 'track')}`, id);
  made.disabled = !comparable;
  return made;
}

/** A statement, and how often it was sent if that was more than once. */
function sent({ sql: text, times }) {
  return (times > 1 ? `Sent ${count(times)} times:\n` : '') + sql({ sql: text, parameters: [] });
}

function findings(found) {
  if (found.length === 0) {
    return [make('p', 'Nothing was loaded one by one.')];
  }
  const list = make('ul');
  list.className = 'findings';
  list.append(...found.map(finding));
  return [list];
}

function finding({ role, kind, owners, statements, callSite, root, fix }) {
  const many = plural(statements, 'statement');
  const how = kind === 'N_PLUS_ONE' ? `one by one: ${many}` : `batch by batch: ${many} for ${count(owners)}`;
  const item = make('li');
  item.append(
    make('strong', role),
    ` was loaded ${how}, from `,
    make('code', callSite),
    '. Add this line to the plan for ',
    make('code', root),
    ':',
    make('code', fix, 'fix'),
  );
  return item;
}

function make(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function plural(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function verdict({ tracks, sameItems, lazy, planned }) {
  const items = sameItems
    ? `Both return the same ${plural(tracks, 'track')}.`
    : 'They do not return the same tracks!';
  return `Lazily it takes ${plural(lazy.statements, 'statement')}, with the plan ${count(planned.statements)}. ${items}`;
}

new PlaylistPanel();
