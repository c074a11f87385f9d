import { svgElement } from '../element.ts';
import type { Frame } from '../frame.ts';
import { wrapLabel } from '../wrap-label.ts';
import { labelLine, labelLinesMax, labelSize, type Painter, type PainterOptions } from './painter.ts';
import { type Palette, paletteAt } from './palette.ts';

/** Mean width of a letter in parts of the font size; SVG text is measured only after it is drawn. */
const letterWidth = 0.54;

/** Returns a painter that draws with SVG, for browsers without WebGL. */
export function svgPainter({ place, select }: PainterOptions): Painter {
  return {
    paint: (frame) => {
      const palette = paletteAt(place);
      const size = { width: frame.width, height: frame.height };
      const picture = svgElement('svg', { ...size, viewBox: `0 0 ${frame.width} ${frame.height}` });
      picture.append(...edges(frame, palette, select), ...nodes(frame, palette, select));
      place.replaceChildren(picture);
    },
    destroy: () => place.replaceChildren(),
  };
}

function edges(frame: Frame, palette: Palette, select: (reason: string) => void): SVGElement[] {
  const at = new Map(frame.nodes.map((node) => [node.key, node]));
  return frame.edges.flatMap((edge) => {
    const from = at.get(edge.from);
    const to = at.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const stroke = edge.isDim ? palette.faint : edge.isStrong ? palette.edgeStrong : palette.edge;
    const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
    const line = svgElement('line', { ...ends, stroke, 'stroke-width': edge.isStrong ? 3 : 1.5 });
    line.addEventListener('click', () => select(edge.reasons[0] ?? ''));
    return [line];
  });
}

function nodes(frame: Frame, palette: Palette, select: (reason: string) => void): SVGElement[] {
  const widthOf = (line: string): number => line.length * labelSize * letterWidth;
  return frame.nodes.map((node) => {
    const fill = node.isDim ? palette.faint : palette.node(node.kind);
    const lines = wrapLabel(node.label, frame.labelWidth, labelLinesMax, widthOf);
    const text = svgElement('text', {
      'text-anchor': 'middle',
      'font-size': labelSize,
      fill: node.isDim ? palette.muted : palette.ink,
      stroke: palette.surface,
      'stroke-width': 3,
      'paint-order': 'stroke',
    });
    lines.forEach((line, index) => {
      const y = node.y + node.radius + labelLine * (index + 1);
      text.append(svgElement('tspan', { x: node.x, y }, line));
    });
    const circle = svgElement('circle', { cx: node.x, cy: node.y, r: node.radius, fill });
    const group = svgElement('g', {}, circle, text);
    group.addEventListener('click', () => select(node.reasons[0] ?? ''));
    return group;
  });
}
