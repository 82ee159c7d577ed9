const whole = new Intl.NumberFormat('en');
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const currency = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });

export const count = (number) => whole.format(number);

export const dollars = (number) => currency.format(number);

export const milliseconds = (number) => `${precise.format(number)} ms`;

/** Milliseconds as seconds. */
export const seconds = (number) => `${precise.format(number / 1000)} s`;

export const digits = (number) => precise.format(number);

/** In units of a thousand. */
export function bytes(number) {
  return number < 1000 ? `${whole.format(number)} B` : `${precise.format(number / 1000)} kB`;
}

/** Milliseconds as minutes and seconds. */
export function minutes(length) {
  const seconds = Math.round(length / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How many times as much, in two digits at most: more would claim more than a measurement can. */
export function times(more, less) {
  const ratio = more / Math.max(less, 1e-9);
  return ratio < 10 ? precise.format(Number(ratio.toPrecision(2))) : whole.format(Number(ratio.toPrecision(2)));
}

/** One clause a line, and the values of the question marks beneath. */
export function sql({ sql: text, parameters }) {
  const clauses = text.replace(/,(?=\S)/g, ', ').replace(/ (from|left join|join|where|order by|offset|fetch) /g, '\n$1 ');
  return clauses + (parameters.length ? `\n? = ${parameters.join(', ')}` : '');
}
