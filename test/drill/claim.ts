import type { Errand } from './boundary.ts';
import type { Claim } from './process.ts';

interface Row {
	letterId: { S: string };
	kind: { S: string };
	claimedAt?: { S: string };
	items: { L: { M: { itemId: { S: string } } }[] };
}

/** The letter that a transaction claims; sent again after a lost answer, it is the same claim. */
export function claimIn({ what, body }: Errand, before: Claim | undefined): Claim | undefined {
	if (!what.endsWith(' claim')) return undefined;
	const { TransactItems } = JSON.parse(body) as { TransactItems: { Put?: { Item: Row } }[] };
	const letter = TransactItems.find(({ Put }) => Put?.Item.claimedAt)!.Put!.Item;
	const [letterId, dueBy] = [letter.letterId.S, Date.parse(letter.claimedAt!.S)];
	const itemIds = letter.items.L.map(({ M }) => M.itemId.S);
	// One that was refused is tried again under the same name, with what is still to be said.
	if (before?.letterId === letterId && before.dueBy === dueBy && String(before.itemIds) === String(itemIds))
		return before;
	return { letterId, kind: letter.kind.S, itemIds, dueBy, servedAt: Infinity };
}
