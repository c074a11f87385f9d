/** What the address of the page names; null where it names nothing. */
export interface Address {
  readonly user: string | null;
  readonly item: string | null;
  /** Id of the open conversation. */
  readonly talk: string | null;
}

/** Returns what a query string such as `?user=mara&item=harbour` names. An item without a
 * user names nothing, and neither does one beside a conversation. */
export function readAddress(search: string): Address {
  const values = new URLSearchParams(search);
  const user = values.get('user') || null;
  const talk = values.get('talk') || null;
  return { user, item: user === null || talk !== null ? null : values.get('item') || null, talk };
}

/** Returns the query string of an address, `?` alone where it names nothing. */
export function writeAddress(address: Address): string {
  const values = new URLSearchParams();
  if (address.user !== null) values.set('user', address.user);
  if (address.user !== null && address.item !== null) values.set('item', address.item);
  if (address.talk !== null) values.set('talk', address.talk);
  return `?${values.toString()}`;
}
