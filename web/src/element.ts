/** Attributes by name; true is present, false, null and undefined are absent, a function listens to the event. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;

/**
 * Returns a new element. Children that are strings become text, never markup, whatever they hold: this is the only way
 * in which the page makes elements.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Returns a new SVG element, as `element` does. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Returns the element of the page's own HTML with this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`Invariant broken: index.html holds #${id}`);
  return found;
}

/** Returns a bar that shows a share between 0 and 1 for the eye alone; the number stands beside it as text. */
export function shareBar(share: number, kind: string): HTMLElement {
  const fill = element('span', { class: 'bar-fill' });
  fill.style.setProperty('inline-size', `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`);
  return element('span', { class: `bar-track kind-${kind}`, 'aria-hidden': 'true' }, fill);
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
}
