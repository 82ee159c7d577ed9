const directions = { up: { arrow: '↑', words: 'ascending' }, down: { arrow: '↓', words: 'descending' } };

/** Fills a table with items: first the columns that they are sorted by, with their directions, then the others. */
export function fillTable(table, columns, keys, items) {
  const names = [...new Set([...Object.keys(keys), ...Object.keys(columns)])];
  const heads = document.createElement('tr');
  heads.append(...names.map((name) => head(columns[name], keys[name])));
  table.tHead.replaceChildren(heads);
  table.tBodies[0].replaceChildren(...items.map((item) => row(item, names, columns)));
}

function head({ title, kind }, direction) {
  const cell = document.createElement('th');
  cell.scope = 'col';
  cell.className = kind ?? '';
  cell.append(title);
  if (direction) {
    const { arrow, words } = directions[direction];
    cell.append(span('arrow', ` ${arrow}`, true), span('unseen', `, ${words}`));
  }
  return cell;
}

function row(item, names, columns) {
  const line = document.createElement('tr');
  names.forEach((name) => {
    const { kind, text = String, none } = columns[name];
    const cell = line.insertCell();
    cell.className = kind ?? '';
    cell.dataset.column = name;
    cell.append(item[name] === null ? span('none', none) : text(item[name]));
    cell.title = kind === 'long' ? cell.textContent : '';
  });
  return line;
}

function span(className, text, hidden = false) {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  if (hidden) {
    element.setAttribute('aria-hidden', 'true');
  }
  return element;
}
