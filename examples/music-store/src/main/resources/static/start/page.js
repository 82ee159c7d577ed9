import { showTotals } from '../shared/totals.js';

showTotals();
