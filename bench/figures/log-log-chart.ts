/** A line of a chart: points of positive numbers, by rising x. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** One field with two axes of powers of ten. */
export interface Chart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly Series[];
}

const width = 460;
const height = 360;
const edge = { left: 64, right: 16, top: 40, bottom: 52 } as const;
const legendLine = 16;
// Told apart in light and dark surroundings and by those who see no red or green (Okabe and Ito 2008).
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];

/** Returns an SVG of the charts side by side, with a point for each measurement. */
export function logLogCharts(charts: readonly Chart[]): string {
  const legend = Math.max(...charts.map(({ series }) => series.length)) * legendLine;
  const total = { width: width * charts.length, height: height + legend };
  const fields = charts.map(
    (chart, position) => `<g transform="translate(${position * width} 0)">${chartOf(chart)}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total.width} ${total.height}" width="${total.width}" height="${total.height}" font-family="sans-serif" font-size="12">
<title>${charts.map(({ title }) => title).join('; ')}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${fields.join('\n')}
</svg>
`;
}

function chartOf({ title, xTitle, yTitle, series }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const x = axisOf(
    all.map((point) => point[0]),
    edge.left,
    width - edge.right,
  );
  const y = axisOf(
    all.map((point) => point[1]),
    height - edge.bottom,
    edge.top,
  );
  const middle = (edge.left + width - edge.right) / 2;
  return [
    text(middle, 22, title, 'middle', 'font-weight="bold"'),
    ...x.ticks.map((power) => tick(power, x.at(10 ** power), 'x')),
    ...y.ticks.map((power) => tick(power, y.at(10 ** power), 'y')),
    text(middle, height - 14, xTitle, 'middle'),
    text(14, height / 2, yTitle, 'middle', `transform="rotate(-90 14 ${height / 2})"`),
    ...series.map((one, position) => lineOf(one, position, x.at, y.at)),
    ...series.map(({ name }, position) => legendOf(name, position)),
  ].join('\n');
}

interface Axis {
  /** Powers of ten. */
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

function axisOf(values: readonly number[], start: number, end: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, step) => low + step),
    at: (value) => start + ((Math.log10(value) - low) / (high - low)) * (end - start),
  };
}

function tick(power: number, at: number, axis: 'x' | 'y'): string {
  const right = width - edge.right;
  const bottom = height - edge.bottom;
  const line =
    axis === 'x'
      ? `x1="${at}" y1="${edge.top}" x2="${at}" y2="${bottom}"`
      : `x1="${edge.left}" y1="${at}" x2="${right}" y2="${at}"`;
  const label = `10<tspan dy="-5" font-size="9">${power}</tspan>`;
  const place =
    axis === 'x' ? text(at, bottom + 18, label, 'middle') : text(edge.left - 6, at + 4, label, 'end');
  return `<line ${line} stroke="#dddddd"/>${place}`;
}

function lineOf(
  { points }: Series,
  position: number,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const colour = colours[position % colours.length] ?? '#000000';
  const places = points.map(([right, up]) => [x(right).toFixed(1), y(up).toFixed(1)] as const);
  const dots = places.map(([right, up]) => `<circle cx="${right}" cy="${up}" r="3" fill="${colour}"/>`);
  const path = places.map((place) => place.join(',')).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
}

function legendOf(name: string, position: number): string {
  const up = height + position * legendLine;
  const colour = colours[position % colours.length] ?? '#000000';
  const mark = `<line x1="${edge.left}" y1="${up}" x2="${edge.left + 20}" y2="${up}" stroke="${colour}" stroke-width="3"/>`;
  return mark + text(edge.left + 28, up + 4, name, 'start');
}

function text(x: number, y: number, content: string, anchor: string, more = ''): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#222222" ${more}>${content}</text>`;
}
