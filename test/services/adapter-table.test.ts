import { randomUUID } from 'node:crypto';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { getAuthTables } from 'better-auth/db';
import { passkey } from '@better-auth/passkey';
import { afterAll, afterEach, expect, test } from 'vitest';
import { tableAdapter } from '#services/sign-in/adapter.ts';
import { settle, Stale, Taken, type Unit } from '#services/sign-in/unit.ts';
import { startTable } from './sign-in.table.ts';

const { client, table, stop } = await startTable();
afterAll(stop);

const options = { plugins: [passkey()] };
let now = Date.now();
const store = { client, table, now: () => now };
const adapter = tableAdapter(store)(options);

const MIDDLEWARE = 'of this test';
afterEach(() => {
	client.middlewareStack.remove(MIDDLEWARE);
	now = Date.now();
});

const key = (field: string, value: string) => [{ field, value }];
const user = (email = `${randomUUID()}@firm.example`) =>
	adapter.create<Record<string, unknown>, { id: string; email: string }>({
		model: 'user',
		data: { email, name: 'Priya', emailVerified: true, createdAt: new Date(), updatedAt: new Date() },
	});
const expiring = (model: 'session' | 'verification', data: Record<string, unknown>) =>
	adapter.create<Record<string, unknown>, { id: string }>({
		model,
		data: { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(now + 60_000), ...data },
	});

/** What the SDK does when the answer to a transaction is lost: it asks again, and the first request has taken place. */
function loseAnswers() {
	client.middlewareStack.add(
		(next, { commandName }) =>
			async (args) => {
				const again = () =>
					next({ ...args, input: { ...args.input, ClientRequestToken: randomUUID() } } as typeof args);
				if (commandName === 'TransactWriteItemsCommand') await again();
				return again();
			},
		{ step: 'initialize', name: MIDDLEWARE },
	);
}

test('a question without a key is an error, never a scan', async () => {
	await user();
	for (const where of [[], key('name', 'Priya'), [{ field: 'email', operator: 'contains' as const, value: '@' }]]) {
		await expect(adapter.findMany({ model: 'user', where })).rejects.toThrow('without a key');
	}
	const either = [...key('email', 'a@b.example'), { field: 'name', value: 'Priya', connector: 'OR' as const }];
	await expect(adapter.findMany({ model: 'user', where: either })).rejects.toThrow('without a key');
});

test('every field better-auth marks as looked up by can be asked by', async () => {
	const commands = new Set<string>();
	client.middlewareStack.add(
		(next, { commandName }) =>
			(args) => {
				commands.add(String(commandName));
				return next(args);
			},
		{ step: 'initialize', name: MIDDLEWARE },
	);
	for (const [model, { fields }] of Object.entries(getAuthTables(options))) {
		for (const [field, { unique, index, references }] of Object.entries(fields)) {
			if (!unique && !index && !references) continue;
			expect(await adapter.findMany({ model, where: key(field, 'nobody') }), `${model}.${field}`).toEqual([]);
		}
		expect(await adapter.findOne({ model, where: key('id', 'nobody') })).toBeNull();
	}
	expect([...commands].sort()).toEqual(['GetItemCommand', 'QueryCommand']);
});

test('keys begin with the family of sign-in and hold no address and no token', async () => {
	const { id, email } = await user();
	const token = randomUUID();
	await expiring('session', { token, userId: id });
	const { Items = [] } = await client.send(new ScanCommand({ TableName: table, Limit: 500 }));
	expect(Items.length).toBeGreaterThanOrEqual(5);
	for (const { pk, sk } of Items) {
		expect(pk).toMatch(/^\$fc#signin_/);
		expect(`${pk} ${sk}`).not.toMatch(new RegExp(`${email}|${token}|@`));
	}
});

test('what has expired is gone, though the table still has it, and makes way for its like', async () => {
	const { id: userId } = await user();
	const token = randomUUID();
	const { id } = await expiring('session', { token, userId });
	await expiring('verification', { identifier: token, value: 'v' });
	const ask = () =>
		Promise.all([
			adapter.findOne({ model: 'session', where: key('token', token) }),
			adapter.findOne({ model: 'session', where: key('id', id) }),
			adapter.findOne({ model: 'session', where: key('userId', userId) }),
			adapter.findOne({ model: 'verification', where: key('identifier', token) }),
		]);
	expect((await ask()).filter(Boolean)).toHaveLength(4);
	await expect(expiring('session', { token, userId })).rejects.toThrow(Taken);
	now += 61_000;
	expect((await ask()).filter(Boolean)).toEqual([]);
	const rows = new QueryCommand({
		TableName: table,
		KeyConditionExpression: 'pk = :pk',
		ExpressionAttributeValues: { ':pk': `$fc#signin_session_id_${id}` },
	});
	expect((await client.send(rows)).Items).toMatchObject([{ expiresAt: expect.any(Number) }]);
	await expiring('session', { token, userId });
	expect(await adapter.findOne({ model: 'session', where: key('token', token) })).not.toBeNull();
});

test('of eight who want one address, one gets it', async () => {
	const email = `${randomUUID()}@firm.example`;
	const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => user(email)));
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Taken);
});

test('of eight who use one value up, one has it', async () => {
	const identifier = randomUUID();
	await expiring('verification', { identifier, value: 'v' });
	const taken = await Promise.all(
		Array.from({ length: 8 }, () =>
			adapter.consumeOne({ model: 'verification', where: key('identifier', identifier) }),
		),
	);
	expect(taken.filter(Boolean)).toHaveLength(1);
});

test('changes of one record at once all count', async () => {
	const passkeyOf = {
		publicKey: 'k',
		userId: 'u',
		credentialID: randomUUID(),
		counter: 0,
		deviceType: 'singleDevice',
		backedUp: false,
	};
	const { id } = await adapter.create<Record<string, unknown>, { id: string }>({ model: 'passkey', data: passkeyOf });
	await Promise.all(
		Array.from({ length: 6 }, () =>
			adapter.incrementOne({ model: 'passkey', where: key('id', id), increment: { counter: 1 } }),
		),
	);
	expect(await adapter.findOne({ model: 'passkey', where: key('id', id) })).toMatchObject({ counter: 6 });
});

test('a changed address moves its marker: the old one is free, the new one taken', async () => {
	const { id, email } = await user();
	const moved = `${randomUUID()}@firm.example`;
	await adapter.update({ model: 'user', where: key('id', id), update: { email: moved } });
	expect(await adapter.findOne({ model: 'user', where: key('email', email) })).toBeNull();
	expect(await adapter.findOne({ model: 'user', where: key('email', moved) })).toMatchObject({ id });
	await expect(user(moved)).rejects.toThrow(Taken);
	await user(email);
});

test('a transaction is all or nothing, and decides again when what it read has changed', async () => {
	const { id } = await user();
	let runs = 0;
	await adapter.transaction(async (within) => {
		const before = await within.findOne<{ name: string }>({ model: 'user', where: key('id', id) });
		if (runs++ === 0) await adapter.update({ model: 'user', where: key('id', id), update: { name: 'Meanwhile' } });
		await within.update({ model: 'user', where: key('id', id), update: { name: `${before!.name} and then` } });
	});
	expect(runs).toBe(2);
	expect(await adapter.findOne({ model: 'user', where: key('id', id) })).toMatchObject({ name: 'Meanwhile and then' });
});

test('a write whose answer was lost is known for our own, and done once', async () => {
	loseAnswers();
	const { id } = await user();
	await adapter.update({ model: 'user', where: key('id', id), update: { name: 'Once' } });
	const at = { family: `test_${randomUUID()}`, place: 'only' };
	const count = (unit: Unit) => unit.get(at).then((row) => unit.put(at, { n: Number(row?.n ?? 0) + 1 }));
	await settle(store, count);
	await settle(store, count);
	await settle(store, async (unit) => expect(await unit.get(at)).toEqual({ n: 2 }));
});

test('what rides in the same transaction must hold too', async () => {
	const at = { family: `test_${randomUUID()}`, place: 'only' };
	const refused = {
		ConditionCheck: { TableName: table, Key: { pk: 'x', sk: 'x' }, ConditionExpression: 'attribute_exists(pk)' },
	};
	const work = settle(store, async (unit) => {
		unit.create(at, {});
		unit.beside(refused);
	});
	await expect(work).rejects.toThrow(Stale);
	await settle(store, async (unit) => expect(await unit.get(at)).toBeUndefined());
});
