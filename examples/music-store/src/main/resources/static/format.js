const whole = new Intl.NumberFormat('en');
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const count = (number) => whole.format(number);

export const milliseconds = (number) => `${precise.format(number)} ms`;

/** How many times as much, in two digits at most: more would claim more than a measurement can. */
export function times(more, less) {
  const ratio = more / Math.max(less, 1e-9);
  return ratio < 10 ? precise.format(Number(ratio.toPrecision(2))) : whole.format(Number(ratio.toPrecision(2)));
}

/** One clause a line, and the values of the question marks beneath. */
export function sql(measurement) {
  const clauses = measurement.sql
    .replace(/,(?=\S)/g, ', ')
    .replace(/ (from|where|order by|offset|fetch) /g, '\n$1 ');
  const values = measurement.parameters.length ? `\n\n? = ${measurement.parameters.join(', ')}` : '';
  return clauses + values;
}
