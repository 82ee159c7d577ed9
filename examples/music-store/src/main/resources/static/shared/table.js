const directions = { up: { arrow: '↑', words: 'ascending' }, down: { arrow: '↓', words: 'descending' } };

/** Fills a table with items: first the columns that they are sorted by, with their directions, then the others. */
export function fillTable(table, columns, keys, items) {
  const names = [...new Set([...Object.keys(keys), ...Object.keys(columns)])];
  const heads = document.createElement('tr');
  heads.append(...names.map((name) => head(columns[name], keys[name])));
  // A phone shows each row as a block, which would end a table whose roles are not named.
  setRoles(table, heads);
  table.tHead.replaceChildren(heads);
  table.tBodies[0].replaceChildren(...items.map((item) => row(item, names, columns, keys)));
}

function setRoles(table, heads) {
  table.setAttribute('role', 'table');
  table.tHead.setAttribute('role', 'rowgroup');
  table.tBodies[0].setAttribute('role', 'rowgroup');
  heads.setAttribute('role', 'row');
}

function head({ title, kind }, direction) {
  const cell = document.createElement('th');
  cell.scope = 'col';
  cell.setAttribute('role', 'columnheader');
  cell.className = kind ?? '';
  cell.append(title);
  if (direction) {
    const { arrow, words } = directions[direction];
    cell.append(span('arrow', ` ${arrow}`, true), span('unseen', `, ${words}`));
  }
  return cell;
}

function row(item, names, columns, keys) {
  const line = document.createElement('tr');
  line.setAttribute('role', 'row');
  names.forEach((name) => {
    const { title, kind, text = String, none } = columns[name];
    const cell = line.insertCell();
    cell.setAttribute('role', 'cell');
    cell.dataset.title = keys[name] ? `${title} ${directions[keys[name]].arrow}` : title;
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
