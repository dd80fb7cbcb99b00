import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startTableServer } from '#infra/local/dynoxide.ts';
import { createTable } from '#infra/local/table-create.ts';
import { TABLE } from '#infra/local/table-open.ts';
import type { Action } from '#shared/domain/action.ts';
import * as actions from '#shared/domain/action-rules.ts';
import type { MemberActor } from '#shared/domain/actor.ts';
import * as engagements from '#shared/domain/engagement.ts';
import * as members from '#shared/domain/member.ts';
import type { ReminderRule } from '#shared/domain/reminder.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { newId } from '#shared/ids.ts';
import { change, type Write } from '#services/change.ts';
import { tableSchema } from '#services/table.schema.ts';
import * as participation from '#services/participation/participation.ts';
import { put, rowOf } from '#services/rows.ts';

// Rows are made by the product's own rules and entities, which ask for the table's name as every function does.
process.env.TABLE_NAME ??= TABLE;

export interface CrowdOptions {
	firm: string;
	/** Coachees of one coach each; so many of them have the same coach. */
	coachees: number;
	coacheesOfCoach?: number;
	actionsEach: number;
	/** So many more that are done. */
	doneEach?: number;
	/** Each coach has one of their own, too, due on this day. */
	ofCoach?: string;
	dueOn: string;
	rule: ReminderRule;
	zone?: string;
	now: string;
}

/** A firm in the middle of its work. */
export interface Crowd {
	tenantId: string;
	rows: Record<string, unknown>[];
	wakes: Wake[];
}

/** A firm whose coachees have so many open actions each, every one with a reminder, as if they had been made one by one. */
export function crowdOf(options: CrowdOptions): Crowd {
	const {
		firm,
		coachees,
		coacheesOfCoach = 40,
		actionsEach,
		doneEach = 0,
		ofCoach,
		dueOn,
		rule,
		zone = 'UTC',
		now,
	} = options;
	const tenantId = newId('tnt');
	const rows: Write[] = [
		put('tenant', { tenantId, name: firm, zone, language: 'en', version: 1, createdAt: now }, undefined),
	];
	const wakes: Wake[] = [];
	let coach: MemberActor | undefined;
	for (let number = 0; number < coachees; number += 1) {
		const isFirst = number % coacheesOfCoach === 0;
		if (!coach || isFirst) {
			coach = { kind: 'member', tenantId, memberId: newId('mbr'), name: 'Jonas Adeyemi', roles: ['coach'] };
			rows.push(person(coach, zone, now));
		}
		const coachee: MemberActor = {
			kind: 'member',
			tenantId,
			memberId: newId('mbr'),
			name: 'Robin Vermeer',
			roles: ['coachee'],
		};
		rows.push(person(coachee, zone, now));
		const draft = {
			engagementId: newId('eng'),
			goals: [],
			coachee: { ...profile(coachee, zone), invitationId: newId('inv') },
		};
		const engagement = {
			...engagements.begin(draft, { startedOn: now.slice(0, 10), silenceDays: null }, coach, now),
			version: 1,
			chain: CHAIN,
			causes: [CAUSE],
		};
		rows.push(rowOf('engagement', engagement, undefined));
		rows.push(...participation.writes(coach, now, [change('engagement', undefined, engagement)]));
		const { engagementId } = engagement;
		const agree = (count: number, by: MemberActor, on: string) =>
			actions.create(
				{ ...engagement, openActions: count },
				{
					actionId: newId('act'),
					title: 'Ask Priya what she would do in my place',
					ownerId: by.memberId,
					dueOn: on,
					note: '',
					reminders: [{ reminderId: newId('rem'), rule }],
				},
				by,
				now,
			);
		const add = (action: Action) =>
			rows.push(rowOf('action', { ...action, version: 1, chain: CHAIN, causes: [CAUSE] }, undefined));
		for (let count = 0; count < actionsEach; count += 1) {
			const action = agree(count, coachee, dueOn);
			add(action);
			wakes.push({ kind: 'action', tenantId, engagementId, itemId: action.actionId });
		}
		for (let count = 0; count < doneEach; count += 1) add(actions.complete(agree(0, coachee, dueOn), coachee, now));
		if (ofCoach && isFirst) {
			const action = agree(0, coach, ofCoach);
			add(action);
			wakes.push({ kind: 'action', tenantId, engagementId, itemId: action.actionId });
		}
	}
	return { tenantId, rows: rows.map(({ Put }) => Put!.Item!), wakes };
}

/** As long as the real ones. */
const CHAIN = 'x'.repeat(43);
const CAUSE = newId('req');

const profile = ({ memberId, name, roles }: MemberActor, zone: string) => ({
	memberId,
	name,
	mail: `${memberId}@quarry.example`,
	zone,
	language: 'en' as const,
	roles: [...roles],
});

const person = (who: MemberActor, zone: string, now: string): Write =>
	put('member', { ...members.invited(profile(who, zone), who.tenantId, now), status: 'active', version: 1 }, undefined);

/**
 * Puts rows into the table of a directory that no system has yet. Without a stream: what stands in the table before is
 * neither told to anybody nor in the way of what is measured. The system that starts there next begins its stream.
 */
export async function fill(path: string, rows: Record<string, unknown>[], told = false): Promise<void> {
	const server = await startTableServer({ path });
	const client = new DynamoDBClient({
		endpoint: server.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
	});
	try {
		await createTable(client, TABLE, told);
		await write(client, rows);
		if (!told) await client.send(new UpdateTableCommand({ TableName: TABLE, StreamSpecification: STREAM }));
	} finally {
		client.destroy();
		await server.stop();
	}
}

const STREAM = { StreamEnabled: true, StreamViewType: tableSchema.stream };
const BATCH = 25;
const ABREAST = 4;

/** Row by row into a running table, many at a time. */
export async function write(client: DynamoDBClient, rows: Record<string, unknown>[]): Promise<void> {
	const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
	const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
		rows.slice(index * BATCH, (index + 1) * BATCH).map((Item) => ({ PutRequest: { Item } })),
	);
	const workers = Array.from({ length: ABREAST }, async () => {
		for (let batch = batches.pop(); batch; batch = batches.pop())
			await document.send(new BatchWriteCommand({ RequestItems: { [TABLE]: batch } }));
	});
	await Promise.all(workers);
}
