import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { startSystem, type System, type SystemOptions } from '#infra/local/system.ts';
import { Person } from './person.ts';
import { live, PAST_DAYS, type World } from './world.ts';

/** A whole system with the demo firm in it, on a folder of its own. */
export interface Demo {
	system: System;
	world: World;
	dataDir: string;
	/** Words that stand in the firm's coaching and nowhere else. */
	canaries: string[];
	/** How many rows of a partition the credentials of a role see, assumed for a tenant. Rejects where they may not look. */
	reads(role: string, tenantId: string, partition: string): Promise<number>;
	stop(): Promise<void>;
}

const CANARIES = [
	'Northlight',
	'release notes',
	'eleven in the evening',
	'Where the evenings go',
	'Speaks very fast',
	'regret it on the way',
	'proud of being the one',
	'Kees is not the problem',
	'A week of yes',
];
const template = fileURLToPath(new URL('../../.build/demo', import.meta.url));

/** Lives the demo firm's past once; every test file starts from a copy of it. */
export async function makeTemplate(): Promise<void> {
	const fresh = `${template}.${process.pid}`;
	await rm(fresh, { recursive: true, force: true });
	const until = new Date();
	const system = await startSystem({
		dataDir: fresh,
		port: 0,
		quiet: true,
		startAt: new Date(until.getTime() - PAST_DAYS * 86_400_000),
	});
	try {
		const world = await live(system, until);
		for (const person of [world.admin, ...world.coaches, ...world.coachees]) {
			if (person.memberId) await person.signIn();
		}
		await writeFile(join(fresh, 'world.json'), JSON.stringify(frozen(world)));
	} finally {
		await system.stop();
	}
	await rm(template, { recursive: true, force: true });
	await rename(fresh, template);
}

/** Starts a copy of the template. The caller stops it. */
export async function startDemo(options: Partial<SystemOptions> = {}): Promise<Demo> {
	const dataDir = await mkdtemp(join(tmpdir(), 'focuscoachee-'));
	await cp(template, dataDir, { recursive: true });
	const system = await startSystem({ port: 0, quiet: true, ...options, dataDir });
	const world = thawed(system, JSON.parse(await readFile(join(dataDir, 'world.json'), 'utf8')) as Frozen);
	return {
		system,
		world,
		dataDir,
		canaries: CANARIES,
		reads: (role, tenantId, partition) => reads(system, role, tenantId, partition),
		async stop() {
			await system.stop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

async function reads(system: System, role: string, tenantId: string, partition: string): Promise<number> {
	const credentials = system.credentials(role, { tenantId });
	const client = DynamoDBDocumentClient.from(
		new DynamoDBClient({ region: 'eu-west-1', endpoint: system.endpoints.dynamodb, credentials, maxAttempts: 1 }),
	);
	const { Count } = await client.send(
		new QueryCommand({
			TableName: 'focuscoachee',
			KeyConditionExpression: 'pk = :pk',
			ExpressionAttributeValues: { ':pk': partition },
		}),
	);
	return Count ?? 0;
}

interface FrozenPerson {
	name: string;
	mail: string;
	memberId: string;
	signedInAt: number;
	cookies: [string, string][];
}
interface Frozen {
	tenantId: string;
	people: FrozenPerson[];
	coaches: string[];
	coachees: string[];
	admin: string;
	engagements: {
		engagementId: string;
		coach: string;
		coachee: string;
		goalIds: string[];
		sessionIds: string[];
		actionIds: string[];
	}[];
}

function frozen({ tenantId, admin, coaches, coachees, engagements }: World): Frozen {
	const people = [admin, ...coaches, ...coachees];
	return {
		tenantId,
		people: people.map(({ name, mail, memberId, signedInAt, cookies }) => ({
			name,
			mail,
			memberId,
			signedInAt,
			cookies: [...cookies],
		})),
		admin: admin.mail,
		coaches: coaches.map(({ mail }) => mail),
		coachees: coachees.map(({ mail }) => mail),
		engagements: engagements.map(({ coach, coachee, ...ids }) => ({
			...ids,
			coach: coach.mail,
			coachee: coachee.mail,
		})),
	};
}

function thawed(system: System, { tenantId, people, admin, coaches, coachees, engagements }: Frozen): World {
	const known = new Map(
		people.map(({ name, mail, memberId, signedInAt, cookies }) => {
			const person = Object.assign(new Person(system, name, mail), { memberId, signedInAt });
			for (const [cookie, value] of cookies) person.cookies.set(cookie, value);
			return [mail, person];
		}),
	);
	const who = (mail: string): Person => known.get(mail)!;
	return {
		tenantId,
		admin: who(admin),
		coaches: coaches.map(who),
		coachees: coachees.map(who),
		engagements: engagements.map(({ coach, coachee, ...ids }) => ({
			...ids,
			coach: who(coach),
			coachee: who(coachee),
		})),
	};
}
