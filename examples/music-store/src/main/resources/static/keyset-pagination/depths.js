/** The depths 1, 2, 5, 10, 20, … up to the deepest page. */
export function steps(deepest) {
  const depths = [];
  for (let decade = 1; decade < deepest; decade *= 10) {
    depths.push(...[decade, 2 * decade, 5 * decade].filter((depth) => depth < deepest));
  }
  return [0, ...depths, deepest];
}

/** The depths 1, 10, 100, … and the deepest page. */
export function decades(deepest) {
  const depths = [];
  for (let depth = 1; depth < deepest; depth *= 10) {
    depths.push(depth);
  }
  return [...depths, deepest];
}

/** The step that is nearest to a depth as the slider shows it. */
export function nearest(all, depth) {
  const distance = (step) => Math.abs(Math.log1p(step) - Math.log1p(depth));
  return all.reduce((best, step, index) => (distance(step) < distance(all[best]) ? index : best), 0);
}
