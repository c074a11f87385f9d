import type { GraphManifest } from '../../../contract/types.ts';
import type { RankingIndex } from '../../ranking/ranking-index.ts';
import type { WalkSettings } from '../../ranking/walk/walk-settings.ts';
import { walkVariants } from '../../ranking/walk/walk-variants.ts';

/** What tuning chooses. */
export interface RankingChoice {
  readonly walk: WalkSettings;
  /** By relationship type; a type that is not there takes no part. */
  readonly relations: ReadonlyMap<string, RelationChoice>;
}

/** What tuning chooses for one relation. */
export interface RelationChoice {
  readonly weight: number;
  readonly popularityExponent: number;
}

/** Weight of a relation that was not chosen: it gives reasons and does not steer. */
export const unchosenWeight = 0.0005;

/**
 * Returns a function from choices to indices over the graph of `all`, which must hold a term for every relation that
 * may be chosen; what is costly is shared between them (`walkVariants`).
 */
export function choiceIndices(all: RankingIndex): (choice: RankingChoice) => RankingIndex {
  const variant = walkVariants(all);
  return (choice) => ({
    ...variant(choice.walk),
    relationTerms: all.relationTerms.flatMap((term) => {
      const chosen = choice.relations.get(term.type);
      return chosen === undefined ? [] : [{ ...term, ...chosen }];
    }),
  });
}

/** Returns a choice as settings of a manifest for a graph whose relations have the given types. */
export function choiceSettings(
  choice: RankingChoice,
  relationTypes: readonly string[],
): Pick<GraphManifest, 'walk' | 'relations'> {
  return {
    walk: choiceWalk(choice),
    relations: relationTypes.map((type) => ({
      type,
      ends: [['Item', 'Attribute']],
      ...(choice.relations.get(type) ?? { weight: unchosenWeight }),
    })),
  };
}

/** Returns the settings of the walk as a manifest writes them. */
export function choiceWalk({ walk }: RankingChoice): NonNullable<GraphManifest['walk']> {
  const { recency, long, ...rest } = walk;
  return {
    ...rest,
    ...(recency === null ? {} : { recency }),
    ...(long === null ? {} : { long: { ...long } }),
  };
}
