import '/webjars/chart.js/dist/chart.umd.min.js';
import { showTotals } from '../shared/totals.js';
import { ComparisonPanel } from './comparison.js';
import { DepthChart } from './depth-chart.js';
import { PagedList } from './list.js';

const chart = new DepthChart(document.querySelector('#chart'), document.querySelector('#measurements'));
document.querySelectorAll('input[name="metric"]').forEach((input) => {
  input.addEventListener('change', () => chart.show(input.value));
});

new PagedList();

const { invoiceLines, tracks } = await showTotals();
new ComparisonPanel(chart, { 'invoice-lines': invoiceLines, tracks });
