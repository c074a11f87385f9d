import type { ConversationShown } from '../../../src/contract/types.ts';
import { element, shareBar, svgElement } from '../element.ts';
import type { TalkState } from '../talk.ts';
import { count, nodeName, percent } from '../words.ts';
import { wrapLabel } from '../wrap-label.ts';

const rowHeight = 40;
/** Widest and narrowest picture in pixels, and its parts: what was asked for, the lines, the items. */
const widthMax = 660;
const widthMin = 300;
const parts = { wishes: 0.32, lines: 0.16, items: 0.52 };
/** Mean width of a letter, and the room of a mark beside a label, in pixels. */
const letterWidth = 8;
const markWidth = 16;
const marks = { yes: '✓', no: '✗', any: '·' } as const;

/** Draws how a conversation narrows the graph: what each turn left, and which likely items have what was asked for. */
export function narrowingView(place: HTMLElement): { update: (state: TalkState) => void } {
  let drawn: ConversationShown | null = null;
  return {
    update: ({ shown }) => {
      if (shown === drawn) return;
      drawn = shown;
      place.replaceChildren(...(shown === null ? [] : contents(shown, place.clientWidth)));
    },
  };
}

function contents(shown: ConversationShown, width: number): Node[] {
  const left = `${count(shown.candidates, 'candidate', 'candidates')} of ${shown.itemCount.toLocaleString('en')}`;
  return [
    element('h2', { id: 'left' }, left),
    element('ol', { class: 'steps' }, ...shown.steps.map((step, index) => stepRow(shown, step, index))),
    element('h3', {}, 'The likeliest, and what they have of what was asked'),
    picture(shown, Math.max(widthMin, Math.min(widthMax, width))),
    element(
      'ol',
      { class: 'unseen' },
      ...shown.items.map((item) => element('li', {}, itemWords(shown, item))),
    ),
  ];
}

function stepRow(
  shown: ConversationShown,
  step: ConversationShown['steps'][number],
  index: number,
): HTMLElement {
  const before = index === 0 ? shown.itemCount : (shown.steps[index - 1]?.candidates ?? 0);
  const said = step.said.length === 0 ? 'to begin with' : step.said.join('; ');
  const share = shown.itemCount > 1 ? Math.log(1 + step.candidates) / Math.log(1 + shown.itemCount) : 1;
  return element(
    'li',
    { class: 'step' },
    element('span', { class: 'step-said' }, said),
    shareBar(share, 'score'),
    element(
      'span',
      { class: 'percent' },
      `${before.toLocaleString('en')} → ${step.candidates.toLocaleString('en')}`,
    ),
  );
}

/** The same as the picture, for the ear. */
function itemWords(shown: ConversationShown, item: ConversationShown['items'][number]): string {
  const has = item.has.map((wish) =>
    nodeName(shown.wishes[wish]?.attribute ?? { label: 'Attribute', id: '', name: '' }),
  );
  return `${item.name ?? item.id}, ${percent(item.probability)}${has.length === 0 ? '' : `: has ${has.join(', ')}`}`;
}

/**
 * Wishes left, items right, a line where an item has what was asked: firm after a yes, broken after a no. Before anything
 * was asked the items have the whole width. `width` is that of the place, so that letters keep their size.
 */
function picture(shown: ConversationShown, width: number): SVGElement {
  const hasWishes = shown.wishes.length > 0;
  const wishWidth = hasWishes ? parts.wishes * width : 0;
  const itemsLeft = hasWishes ? (parts.wishes + parts.lines) * width : markWidth;
  const lettersIn = (room: number): number => Math.floor((room - markWidth) / letterWidth);
  const itemLetters = lettersIn(hasWishes ? parts.items * width : width - markWidth);
  const rows = Math.max(shown.items.length, shown.wishes.length, 1);
  const height = rows * rowHeight;
  const middle = (index: number, of: number): number => ((index + 0.5) * height) / Math.max(1, of);
  const lines = shown.items.flatMap((item, row) =>
    item.has.map((wish) =>
      svgElement('line', {
        class: `narrow-line ${shown.wishes[wish]?.answer ?? 'any'}`,
        x1: wishWidth,
        x2: itemsLeft,
        y1: middle(wish, shown.wishes.length),
        y2: middle(row, shown.items.length),
      }),
    ),
  );
  const wishes = shown.wishes.map(({ attribute, answer }, row) => {
    const y = middle(row, shown.wishes.length);
    return label(
      { text: `${marks[answer]} ${nodeName(attribute)}`, letters: lettersIn(wishWidth) + 1 },
      { x: wishWidth - 10, y, anchor: 'end' },
      `narrow-wish ${answer}`,
    );
  });
  const best = shown.items[0]?.probability ?? 1;
  const items = shown.items.flatMap((item, row) => {
    const y = middle(row, shown.items.length);
    const radius = 3 + 7 * Math.sqrt(best > 0 ? item.probability / best : 0);
    return [
      svgElement('circle', { class: 'narrow-item', cx: itemsLeft, cy: y, r: radius.toFixed(1) }),
      label(
        { text: item.name ?? item.id, letters: itemLetters },
        { x: itemsLeft + markWidth, y, anchor: 'start' },
        'narrow-name',
      ),
    ];
  });
  const view = {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    class: 'narrowing',
    'aria-hidden': 'true',
  };
  return svgElement('svg', view, ...lines, ...wishes, ...items);
}

function label(
  { text, letters }: { readonly text: string; readonly letters: number },
  { x, y, anchor }: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' },
  name: string,
): SVGElement {
  const [shown = ''] = wrapLabel(text, letters, 1, (line) => line.length);
  return svgElement(
    'text',
    { class: name, x, y, 'text-anchor': anchor, 'dominant-baseline': 'middle' },
    shown,
  );
}
