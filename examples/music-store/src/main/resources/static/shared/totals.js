import { read } from './api.js';
import { count } from './format.js';

/** Shows how much is in the store, and returns it. */
export async function showTotals() {
  const totals = await read('/api/summary');
  document.querySelector('#total').textContent = count(totals.invoiceLines);
  document.querySelector('#total-tracks').textContent = count(totals.tracks);
  return totals;
}
