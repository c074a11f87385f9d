import { createShop, type ShopSize } from '../../core/demo/shop.ts';
import { shopManifest } from '../../core/demo/shop-manifest.ts';
import { shopParts } from '../../core/demo/shop-rows.ts';
import type { DataSetWriter, RowKind } from '../../files/port.ts';
import type { Deps } from '../deps.ts';
import type { Progress } from '../engine.ts';

/** What an invented shop is made of. */
export interface MakeShopRequest extends ShopSize {
  /** Whether what the reviews say is written as well, span by span. */
  readonly withOpinions: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What was written where. */
export interface ShopReport extends ShopSize {
  readonly folder: string;
  /** Rows of each file. */
  readonly rows: Readonly<Partial<Record<RowKind, number>>>;
  readonly seconds: number;
}

/**
 * Writes an invented shop as a native data set: the same numbers give the same files, byte for byte. Throws
 * `request-invalid` for sizes out of range, `interrupted`. Memory does not depend on the size.
 */
export async function makeShop(
  deps: Pick<Deps, 'now'> & { readonly openWriter: () => Promise<DataSetWriter> },
  request: MakeShopRequest,
  signal: AbortSignal,
): Promise<ShopReport> {
  const startedAt = deps.now();
  const { items, users, seed } = request;
  const shop = createShop({ items, users, seed });
  const writer = await deps.openWriter();
  const rows: Partial<Record<RowKind, number>> = {};
  for (const part of shopParts(shop, request.withOpinions)) {
    const report = (done: number): void =>
      request.onProgress({ phase: part.file, done, total: null, unit: 'rows' });
    rows[part.file] = await writer.writeRows(part.file, part.rows(), report, signal);
  }
  await writer.finish(shopManifest);
  return { folder: writer.folder, items, users, seed, rows, seconds: (deps.now() - startedAt) / 1000 };
}
