/** Reads JSON from the store. A refusal becomes an Error with the problem's own words. */
export async function read(path, parameters = {}) {
  return (await ask(path, parameters)).json();
}

/** Tells the store to begin something, and reads its answer. */
export async function send(path, parameters = {}) {
  return (await ask(path, parameters, 'POST')).json();
}

/** Tells the store to do something later: its answer, and the address at which it is looked for. */
export async function enqueue(path, parameters) {
  const response = await ask(path, parameters, 'POST');
  return { address: response.headers.get('Location'), answer: await response.json() };
}

/** Tells the store to stop something, and reads its answer. */
export async function remove(path) {
  return (await ask(path, {}, 'DELETE')).json();
}

/** Reads a page of a list: its items, and where its neighbours and the ends of the list are. */
export async function readPage(path, parameters) {
  const response = await ask(path, parameters);
  return { items: await response.json(), links: links(response.headers.get('Link') ?? '') };
}

async function ask(path, parameters, method = 'GET') {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(query ? `${path}?${query}` : path, { method, headers: { Accept: 'application/json' } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The store answered with status ${response.status}.`);
  }
  return response;
}

/** The cursor of each link, such as { next: { after: 'AbC…' }, first: {} }. */
function links(header) {
  const found = [...header.matchAll(/<([^>]*)>; rel="(\w+)"/g)];
  return Object.fromEntries(found.map(([, target, rel]) => [rel, cursor(new URL(target, location.href).searchParams)]));
}

/** Where a page starts, out of query parameters; nothing stands for the first page. */
export function cursor(parameters) {
  return Object.fromEntries([...parameters].filter(([name]) => name === 'after' || name === 'before'));
}
