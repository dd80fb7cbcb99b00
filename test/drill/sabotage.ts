import type { Patch } from './patches.ts';

/** Safeguards that can be taken out, to see the drill fail: in the drill's own process alone, so the product has no switch. */
export const SABOTAGE: { readonly [safeguard: string]: readonly Patch[] } = {
	/** Two senders may claim the same thing: no condition on the letterbox, none on the letter, nothing left to others in flight. */
	claim: [
		{
			file: 'services/letters/claim.ts',
			from: 'await transact(actor, [letterRow(after, left?.version), boxRow(boxed, box.version), ...rows]);',
			to: `await transact(actor, [
				...[letterRow({ ...after, letterId: after.letterId }, left?.version), boxRow(boxed, box.version)].map(({ Put }) => ({
					Put: { TableName: Put!.TableName, Item: Put!.Item },
				})),
				...rows,
			]);`,
		},
		{
			file: 'services/letters/claim.ts',
			from: 'return ({ item: { itemId } }) => !elsewhere.includes(itemId)',
			to: 'return ({ item: { itemId } }) => (elsewhere.length >= 0)',
		},
	],
	/** What was read for a letter may have changed by the time it is claimed. */
	recheck: [
		{
			file: 'services/letters/claim.ts',
			from: 'boxRow(boxed, box.version), ...rows]);',
			to: 'boxRow(boxed, box.version), ...rows.filter(({ ConditionCheck }) => !ConditionCheck)]);',
		},
	],
	/** Nobody looks after what was left behind. */
	sweep: [
		{
			file: 'services/reminders/sweep.handler.ts',
			from: 'if (!rearming) return sweep(now);',
			to: 'if (!rearming) return { overdue: 0, driven: 0, failed: 0 };',
		},
	],
	/** Changes of the table arm nothing. */
	stream: [
		{
			file: 'services/reminders/arm.handler.ts',
			from: 'const all = [...things.values()];',
			to: 'const all = [...things.values()].slice(0, 0);',
		},
	],
};
