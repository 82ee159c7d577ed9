import { AlbumPanel } from './albums.js';
import { read } from './api.js';
import { ComparisonPanel } from './comparison.js';
import { DepthChart } from './depth-chart.js';
import { count } from './format.js';
import { PagedList } from './list.js';
import { PaymentPanel } from './payments.js';
import { PlaylistPanel } from './playlist.js';
import { ReportPanel } from './reports.js';

const chart = new DepthChart(document.querySelector('#chart'), document.querySelector('#measurements'));
document.querySelectorAll('input[name="metric"]').forEach((input) => {
  input.addEventListener('change', () => chart.show(input.value));
});

new PagedList();
new PlaylistPanel();
new AlbumPanel();
new PaymentPanel();
new ReportPanel();

const { invoiceLines, tracks } = await read('/api/summary');
document.querySelector('#total').textContent = count(invoiceLines);
document.querySelector('#total-tracks').textContent = count(tracks);
new ComparisonPanel(chart, { 'invoice-lines': invoiceLines, tracks });
