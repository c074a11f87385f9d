/** A user with fewer items keeps them all: what is left of her would predict nothing. */
const itemsMin = 3;

/** Returns how many of a user's items are held out: `share` of them, rounded down but at least one; 0 of fewer than three. */
export function heldOutCount(itemCount: number, share: number): number {
  return itemCount < itemsMin ? 0 : Math.max(1, Math.floor(itemCount * share));
}
