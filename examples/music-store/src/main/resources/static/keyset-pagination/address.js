import { cursor } from '../shared/api.js';
import { firstOrder, lists } from './lists.js';

/** The page of the list that the address of this document names. */
export function current() {
  const parameters = new URLSearchParams(location.search);
  const asked = parameters.get('list');
  const list = asked in lists ? asked : Object.keys(lists)[0];
  return { list, sort: parameters.get('sort') ?? firstOrder(list), start: cursor(parameters) };
}

/** Where the same page of the list is found again. */
export function address({ list, sort, start }) {
  return `?${new URLSearchParams({ list, sort, ...start })}#the-list`;
}
