/** Reads JSON from the store. A refusal becomes an Error with the problem's own words. */
export async function read(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(query ? `${path}?${query}` : path, { headers: { Accept: 'application/json' } });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(body.detail ?? `The store answered with status ${response.status}.`);
  }
  return body;
}
