import type { FactRows, GraphStore } from '../../store/port.ts';

/** Opinions read, and written, at a time: each page counts anew for the items and users it touches. */
const pageOpinions = 5000;
const pageTimeoutMs = 60_000;

/** Returns all opinions of a store in the order of their ids, a page at a time. */
export async function* storedOpinions(
  store: GraphStore,
  signal: AbortSignal,
): AsyncGenerator<FactRows['opinions'][]> {
  const limits = { rowsMax: pageOpinions, timeoutMs: pageTimeoutMs };
  for (let after = ''; ; ) {
    const { rows } = await store.runNamed('opinions', { after, limit: pageOpinions }, limits, signal);
    const page = rows.map(opinionOf);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

function opinionOf(row: readonly unknown[]): FactRows['opinions'] {
  const [id, review, aspect, aspectPhrase, aspectStart, aspectEnd, phrase, start, end, polarity, ...by] = row;
  const [method, model, mention] = by;
  return {
    id: String(id),
    review: String(review),
    aspect: String(aspect),
    aspectPhrase: String(aspectPhrase),
    aspectStart: Number(aspectStart),
    aspectEnd: Number(aspectEnd),
    phrase: String(phrase),
    start: Number(start),
    end: Number(end),
    polarity: polarity as FactRows['opinions']['polarity'],
    method: String(method),
    ...(model === null ? {} : { model: String(model) }),
    ...(mention === null ? {} : { mention: String(mention) }),
  };
}
