import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { wakeOfKeys, type Wake } from '#shared/domain/wake.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { arm } from '#services/reminders/arm.ts';

const WIDTH = 10;

/** The table's stream says which rows changed. Each thing that may want a letter is armed once a batch, however often it changed. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
	const now = new Date().toISOString();
	const things = new Map<string, { wake: Wake; records: string[] }>();
	for (const { eventName, dynamodb } of Records) {
		const wake = wakeOfKeys(dynamodb?.Keys?.pk?.S ?? '', dynamodb?.Keys?.sk?.S ?? '');
		if (!wake || wake.kind === 'letter' || eventName === 'REMOVE') continue;
		// Of one firm: people make ids, so another may have a thing of the same name.
		const name = `${wake.tenantId} ${wake.kind} ${wake.itemId}`;
		const thing = things.get(name) ?? { wake, records: [] };
		thing.records.push(dynamodb?.SequenceNumber ?? '');
		things.set(name, thing);
	}
	const all = [...things.values()];
	const results = await abreast(all, WIDTH, ({ wake }) => arm(wake, now));
	const failed = all.filter((_, index) => results[index]?.status === 'rejected');
	for (const [index, { wake }] of all.entries()) {
		const result = results[index];
		if (result?.status === 'rejected') complain(wake, result.reason);
	}
	return {
		batchItemFailures: failed.flatMap(({ records }) => records.map((itemIdentifier) => ({ itemIdentifier }))),
	};
}

/** By the error's name alone: its message may quote a row. */
const complain = ({ tenantId, itemId }: Wake, reason: unknown): void =>
	console.error(
		JSON.stringify({ level: 'error', tenantId, itemId, error: reason instanceof Error ? reason.name : 'unknown' }),
	);
