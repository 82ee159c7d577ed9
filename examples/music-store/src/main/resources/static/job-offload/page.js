import { enqueue, read, remove } from '../shared/api.js';
import { dollars, seconds } from '../shared/format.js';
import { ReportWay } from './way.js';
import { fillTable } from '../shared/table.js';

const KEPT = 'report';
const LOOK_EVERY = 500;
const months = [...Array(12).keys()].map((month) => new Date(2000, month).toLocaleString('en', { month: 'long' }));
const columns = {
  month: { title: 'Month', text: (month) => months[month - 1] },
  revenue: { title: 'Revenue', kind: 'number', text: dollars },
  bestGenre: { title: 'Best genre' },
};
const states = {
  READY: 'Waiting for a worker.',
  RETRYING: 'An attempt failed. The worker tries again.',
  SUCCEEDED: 'The report is ready.',
  CANCELLED: 'Cancelled. The worker is free for the next report.',
  DEAD: 'The report failed. The worker does not try again.',
};

/** The same report as one long request, and as a job whose progress is looked at. */
class ReportPanel {
  #request = new ReportWay('request', () => this.#ask());
  #job = new ReportWay('job', () => this.#enqueue());
  #milliseconds = document.querySelector('#report-milliseconds');
  #verdict = document.querySelector('#reports-verdict');
  #problem = document.querySelector('#reports-problem');
  #progress = document.querySelector('#report-progress');
  #cancel = document.querySelector('#report-cancel');
  #table = document.querySelector('#report-months');
  #made = {};

  constructor() {
    fillTable(this.#table, columns, {}, []);
    this.#cancel.addEventListener('click', () => this.#stop());
    if (sessionStorage.getItem(KEPT)) {
      this.#resume();
    }
  }

  /** The page waits until the whole report is there. */
  async #ask() {
    this.#begin('request', 'Making the report as a request. This page waits for the answer.');
    this.#request.begin((waited) => `No answer for ${seconds(waited)}.`);
    try {
      const report = await this.#request.ask(() => read('/api/reports/revenue', this.#terms()));
      const answer = this.#request.milliseconds;
      this.#request.show({ answer, report: answer, thread: answer, connection: report.connectionMilliseconds });
      this.#request.end('Answered.');
      this.#show('request', report, answer);
    } catch (error) {
      this.#refuse(this.#request, error.message);
    }
  }

  /** The page gets an address at once, and looks there now and then. */
  async #enqueue() {
    this.#begin('job', 'Making the report as a job. You can leave this page meanwhile.');
    await this.#follow(async () => {
      const { address, answer } = await enqueue('/api/reports', this.#terms());
      sessionStorage.setItem(KEPT, address);
      return answer;
    });
  }

  /** A job goes on although the page that asked for it was left. */
  async #resume() {
    this.#begin('job', 'This page found the job that you started.');
    await this.#follow(() => read(sessionStorage.getItem(KEPT)));
  }

  async #follow(begin) {
    let job = { state: 'READY' };
    this.#job.begin(() => words(job));
    try {
      job = await this.#job.ask(begin);
      this.#job.show({ answer: this.#job.milliseconds });
      while (!job.finished) {
        this.#allowCancel(true);
        this.#showProgress(job);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
        job = await this.#job.ask(() => read(sessionStorage.getItem(KEPT)));
      }
      this.#end(job);
    } catch (error) {
      this.#refuse(this.#job, error.message);
    }
    sessionStorage.removeItem(KEPT);
    this.#allowCancel(false);
    this.#progress.hidden = true;
  }

  /** The worker is told, and the next looks show when it has stopped. */
  async #stop() {
    if (this.#cancel.getAttribute('aria-disabled') === 'true') {
      return;
    }
    this.#allowCancel(false);
    try {
      await this.#job.ask(() => remove(sessionStorage.getItem(KEPT)));
      this.#verdict.textContent = 'Cancelling the job…';
    } catch (error) {
      this.#problem.textContent = error.message;
      this.#problem.hidden = false;
    }
  }

  #terms() {
    return { milliseconds: this.#milliseconds.value };
  }

  #begin(way, verdict) {
    delete this.#made[way];
    this.#problem.hidden = true;
    this.#verdict.textContent = verdict;
  }

  #allowCancel(allowed) {
    this.#cancel.setAttribute('aria-disabled', String(!allowed));
  }

  #showProgress({ progress }) {
    this.#progress.max = progress.total || 12;
    this.#progress.value = progress.done;
    this.#progress.hidden = false;
  }

  #end({ state, created, finished, result }) {
    this.#job.end(states[state]);
    const took = new Date(finished) - new Date(created);
    if (result) {
      this.#job.show({ report: took, thread: this.#job.milliseconds, connection: result.connectionMilliseconds });
      this.#show('job', result, this.#job.milliseconds);
    } else {
      this.#job.show({ thread: this.#job.milliseconds });
      this.#verdict.textContent = `The job ended after ${seconds(took)} without a report.`;
    }
  }

  #refuse(way, message) {
    way.end('Refused.');
    this.#verdict.textContent = '';
    this.#problem.textContent = message;
    this.#problem.hidden = false;
  }

  #show(way, report, thread) {
    this.#made[way] = { ...report, thread };
    fillTable(this.#table, columns, {}, report.months);
    this.#table.caption.textContent = `Sales of ${report.year}: ${dollars(report.revenue)}`;
    this.#verdict.textContent = verdict(this.#made);
  }
}

function words({ state, progress }) {
  return state === 'RUNNING'
    ? `Running${progress.note ? `: ${progress.note}, with ${progress.done} of ${progress.total} months done` : ''}.`
    : states[state];
}

function verdict({ request, job }) {
  if (!request || !job) {
    return request ? 'The request is done. Now make the report as a job.' : 'The job is done. Now make the report as a request.';
  }
  const same = request.revenue === job.revenue ? 'Both reports are the same.' : 'The reports are not the same!';
  return `The request kept a thread busy for ${seconds(request.thread)} and held a connection for ${seconds(request.connectionMilliseconds)}.`
    + ` The job kept threads busy for ${seconds(job.thread)} and held connections for ${seconds(job.connectionMilliseconds)}. ${same}`;
}

new ReportPanel();
