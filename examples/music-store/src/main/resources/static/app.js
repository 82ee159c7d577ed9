import { read } from './api.js';
import { ComparisonPanel } from './comparison.js';
import { DepthChart } from './depth-chart.js';
import { count } from './format.js';
import { PagedList } from './list.js';

const onChoice = (name, act) =>
  document.querySelectorAll(`input[name="${name}"]`).forEach((input) => {
    input.addEventListener('change', () => act(input.value));
  });

const chart = new DepthChart(document.querySelector('#chart'), document.querySelector('#measurements'));
onChoice('metric', (metric) => chart.show(metric));

const list = new PagedList();
onChoice('list', (name) => list.show(name));

const { invoiceLines } = await read('/api/summary');
document.querySelector('#total').textContent = count(invoiceLines);
new ComparisonPanel(chart, invoiceLines);
