import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { Frame } from '../frame.ts';
import { wrapLabel } from '../wrap-label.ts';
import { labelLine, labelLinesMax, labelSize, type Painter, type PainterOptions } from './painter.ts';
import { type Palette, paletteAt } from './palette.ts';

/** Ground to the left and right of a label, in pixels. */
const labelPadding = 2;

/** Below this the words of a step do not fit between its ends; the paths as text have them. */
const edgeLabelWidthMin = 90;

interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  color: string;
  label: string;
  labelColor: string;
  forceLabel: boolean;
  reason: string;
}

interface EdgeAttributes {
  size: number;
  color: string;
  label: string;
  forceLabel: boolean;
  type: 'arrow';
  zIndex: number;
  reason: string;
}

/**
 * Returns a painter that draws with sigma.js on a graphology graph. Graph coordinates are the frame's pixels (with `y`
 * upwards, as sigma has it), so that what is laid out is what is seen; the camera stands still, and scrolling the page
 * over the picture scrolls the page.
 */
export function sigmaPainter({ place, select }: PainterOptions): Painter {
  const graph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes>();
  let palette = paletteAt(place);
  let labelWidth = 100;
  const sigma = new Sigma<NodeAttributes, EdgeAttributes>(graph, place, {
    allowInvalidContainer: true,
    stagePadding: 0,
    zIndex: true,
    enableCameraZooming: false,
    enableCameraPanning: false,
    enableCameraRotation: false,
    renderEdgeLabels: true,
    defaultEdgeType: 'arrow',
    enableEdgeEvents: true,
    defaultDrawNodeLabel: (context, node) => drawLabel(context, node, palette, labelWidth),
    defaultDrawEdgeLabel: (context, edge, source, target) =>
      drawStep(context, edge.label, source, target, palette),
    defaultDrawNodeHover: (context, node) => drawLabel(context, node, palette, labelWidth),
  });
  sigma.on('clickNode', ({ node }) => select(graph.getNodeAttribute(node, 'reason')));
  sigma.on('clickEdge', ({ edge }) => select(graph.getEdgeAttribute(edge, 'reason')));
  return {
    paint: (frame) => {
      palette = paletteAt(place);
      labelWidth = frame.labelWidth;
      fill(graph, frame, palette);
      sigma.setCustomBBox({ x: [0, frame.width], y: [0, frame.height] });
      sigma.resize(true);
      sigma.refresh();
    },
    destroy: () => sigma.kill(),
  };
}

function fill(
  graph: MultiDirectedGraph<NodeAttributes, EdgeAttributes>,
  frame: Frame,
  palette: Palette,
): void {
  graph.clear();
  const hasRoom = frame.labelWidth > edgeLabelWidthMin;
  for (const node of frame.nodes) {
    graph.addNode(node.key, {
      x: node.x,
      y: frame.height - node.y,
      size: node.radius,
      color: node.isDim ? palette.faint : palette.node(node.kind),
      label: node.label,
      labelColor: node.isDim ? palette.muted : palette.ink,
      forceLabel: true,
      reason: node.reasons[0] ?? '',
    });
  }
  for (const edge of frame.edges) {
    graph.addDirectedEdgeWithKey(edge.key, edge.from, edge.to, {
      size: edge.isStrong ? 3.5 : 2,
      color: edge.isDim ? palette.faint : edge.isStrong ? palette.edgeStrong : palette.edge,
      label: hasRoom && edge.isStrong ? edge.label : '',
      forceLabel: true,
      type: 'arrow',
      zIndex: edge.isStrong ? 1 : 0,
      reason: edge.reasons[0] ?? '',
    });
  }
}

/** Below the node, centred and wrapped, on a ground of its own so that steps do not cross the letters. */
function drawLabel(
  context: CanvasRenderingContext2D,
  node: { x: number; y: number; size: number; label: string | null; labelColor?: string },
  palette: Palette,
  labelWidth: number,
): void {
  context.font = `${labelSize}px ${palette.font}`;
  context.textAlign = 'center';
  const widthOf = (line: string): number => context.measureText(line).width;
  wrapLabel(node.label ?? '', labelWidth, labelLinesMax, widthOf).forEach((line, index) => {
    const y = node.y + node.size + labelLine * (index + 1);
    const width = widthOf(line) + 2 * labelPadding;
    context.fillStyle = palette.surface;
    context.fillRect(node.x - width / 2, y - labelSize + 1, width, labelLine);
    context.fillStyle = node.labelColor ?? palette.ink;
    context.fillText(line, node.x, y);
  });
}

/** Above the middle of a step and along it, never upside down. */
function drawStep(
  context: CanvasRenderingContext2D,
  label: string | null,
  from: { x: number; y: number },
  to: { x: number; y: number },
  palette: Palette,
): void {
  if (label === null || label === '') return;
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  context.save();
  context.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
  context.rotate(Math.atan2(right.y - left.y, right.x - left.x));
  context.font = `${labelSize - 1}px ${palette.font}`;
  context.textAlign = 'center';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = palette.surface;
  context.strokeText(label, 0, -5);
  context.fillStyle = palette.muted;
  context.fillText(label, 0, -5);
  context.restore();
}
