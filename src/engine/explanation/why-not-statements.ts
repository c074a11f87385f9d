import type { WhyNot } from '../../contract/types.ts';
import { ordinal } from '../../core/counterfactual/change-words.ts';
import { buildEvidence, shownName } from '../../core/explanation/evidence.ts';
import { behindColon } from '../../core/explanation/gate/behind-colon.ts';
import { type Statement, statementOf } from '../../core/explanation/gate/statement.ts';

/**
 * Returns why an item is not in a list as statements: its place, what the last item shown has that it lacks most, the
 * strongest reason against it, and the like that would help most.
 */
export function whyNotStatements({
  item,
  status,
  rank,
  score,
  last,
  missing,
  against,
  likes,
}: WhyNot): Statement[] {
  const id = item.id ?? '';
  const name = shownName({ id, name: item.name });
  const lastName = last === null ? '' : shownName(last);
  const namesOf = (names: readonly (string | null)[]): string[] => [
    name,
    lastName,
    ...names.map((one) => one ?? ''),
  ];
  const lacks = (missing ?? []).slice(0, 1).map(({ reason, text }) => {
    const found = last?.reasons.find((one) => one.id === reason);
    const names = found?.example.nodes.map((node) => node.name ?? node.id) ?? [];
    const lack = `The last one in the list is ${lastName}: ${behindColon(text)}`;
    return statementOf('number', lack, namesOf(names));
  });
  const own = { id, name: item.name, score, rank: rank ?? 0, withheld: { count: 0, share: 0 } };
  const drawbacks = buildEvidence({ ...own, reasons: [], against }, []);
  const helpful = (likes ?? []).slice(0, 1).map(({ text, item: liked }) => {
    return statementOf('counterfactual', text, namesOf([liked.name ?? liked.id]));
  });
  return [
    statementOf('number', placeText(status, name, rank), [name]),
    ...lacks,
    ...drawbacks.map(({ id: _, ...one }): Statement => one),
    ...helpful,
  ];
}

function placeText(status: WhyNot['status'], name: string, rank: number | null): string {
  if (status === 'seen') return `You have already acted on ${name}.`;
  if (status === 'struck') return `You struck ${name}.`;
  return rank === null ? `Nothing that you like leads to ${name}.` : `${name} is ${ordinal(rank)} for you.`;
}
