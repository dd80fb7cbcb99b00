import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { System } from '#infra/local/system.ts';
import type { Action } from '#shared/domain/action.ts';
import { newId } from '#shared/ids.ts';
import { shardOf } from '#services/rows.ts';
import type { Firm, Row } from './letters.world.ts';

const ENTITIES = ['tenant', 'member', 'engagement', 'action'];
const AT_ONCE = 20;

/**
 * Many people like the firm's one coachee, each with their own copy of this action: written straight into the table, as
 * hundreds of invitations would take a test minutes. With a tenant's id, in another firm just like this one.
 */
export async function crowd(firm: Firm, action: Action, size: number, tenantId = firm.tenantId): Promise<void> {
	const rows = await rowsOf(firm, action);
	const shared = (row: Row) => row['__edb_e__'] === 'tenant' || row.memberId === firm.coach.memberId;
	const people = Array.from({ length: size }, () => {
		const actionId = newId('act');
		const changed = {
			[firm.tenantId]: tenantId,
			[firm.coachee.memberId]: newId('mbr'),
			[firm.engagementId]: newId('eng'),
			[action.actionId]: actionId,
			[firm.coachee.mail]: `robin+${actionId}@vermeer.example`,
		};
		return rows.filter((row) => !shared(row)).map((row) => like(row, changed, actionId));
	});
	const common = rows.filter(shared).map((row) => like(row, { [firm.tenantId]: tenantId }));
	await write(firm.system, [...common, ...people.flat()]);
}

/** Another firm whose people and things have the very ids of this one. */
export async function twin(firm: Firm, action: Action, tenantId: string): Promise<void> {
	await write(
		firm.system,
		(await rowsOf(firm, action)).map((row) => like(row, { [firm.tenantId]: tenantId })),
	);
}

async function rowsOf(firm: Firm, action: Action): Promise<Row[]> {
	const own = [firm.coach.memberId, firm.coachee.memberId, firm.engagementId, action.actionId];
	return (await firm.system.rows()).filter(
		(row) =>
			row['__edb_e__'] === 'tenant' ||
			(ENTITIES.includes(String(row['__edb_e__'])) && own.some((id) => `${row.pk} ${row.sk}`.includes(id))),
	);
}

function like(row: Row, changed: Record<string, string>, actionId?: string): Row {
	const text = Object.entries(changed).reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(row));
	const copy = JSON.parse(text) as Row;
	if (!actionId || row['__edb_e__'] !== 'action') return copy;
	return { ...copy, shard: shardOf(actionId), gsi3pk: `$fc#due_${shardOf(actionId)}` };
}

async function write(system: System, rows: Row[]): Promise<void> {
	const client = DynamoDBDocumentClient.from(
		new DynamoDBClient({
			endpoint: system.endpoints.dynamodb,
			region: 'eu-west-1',
			credentials: system.credentials('send'),
		}),
	);
	for (let from = 0; from < rows.length; from += AT_ONCE) {
		const some = rows.slice(from, from + AT_ONCE);
		await Promise.all(some.map((Item) => client.send(new PutCommand({ TableName: 'focuscoachee', Item }))));
	}
	client.destroy();
}
