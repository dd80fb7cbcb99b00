import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allows } from '#infra/local/policy.ts';
import { policiesOf } from '#infra/policies.ts';
import { resolver, type Template } from '#infra/resolve.ts';
import { synthesise } from '#infra/synthesise.ts';

const policies = policiesOf(synthesise({ stage: 'prod' }));
const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/focuscoachee';

interface Asked {
	tenantId?: string;
	index?: string;
}

/** May the role do this to rows under these partition keys? */
function may(role: string, verb: string, keys: string | string[], { tenantId, index }: Asked = {}): boolean {
	return allows(policies.roles[role]!.statements, {
		action: `dynamodb:${verb}`,
		resource: index ? `${table}/index/${index}` : table,
		context: {
			'dynamodb:LeadingKeys': [keys].flat(),
			...(tenantId && { 'aws:PrincipalTag/tenantId': tenantId }),
		},
	});
}

const verbs = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
/** A firm deletes nothing in the course of a request. */
const used = verbs.filter((verb) => verb !== 'DeleteItem');
const t1 = { tenantId: 'tnt_1' };

describe('the tenant role', () => {
	test('reaches its own firm, whole, and deletes nothing', () => {
		expect(may('tenant', 'DeleteItem', '$fc#t_tnt_1', t1)).toBe(false);
		for (const verb of used) {
			for (const key of ['$fc#t_tnt_1', '$fc#t_tnt_1#e_eng_1', '$fc#t_tnt_1#e_eng_1#o_mbr_1', '$fc#t_tnt_1#m_mbr_1']) {
				expect(may('tenant', verb, key, t1), `${verb} ${key}`).toBe(true);
			}
		}
		expect(may('tenant', 'Query', '$fc#t_tnt_1#ce_mbr_1', { ...t1, index: 'gsi1' })).toBe(true);
		expect(may('tenant', 'Query', '$fc#t_tnt_1#co_mbr_1', { ...t1, index: 'gsi2' })).toBe(true);
	});

	test('reaches no other firm, not even one whose id goes on where its own ends', () => {
		for (const verb of verbs) {
			for (const key of ['$fc#t_tnt_10', '$fc#t_tnt_10#e_eng_1', '$fc#t_tnt_2', '$fc#t_tnt_2#e_eng_1', '$fc#t_*']) {
				expect(may('tenant', verb, key, t1), `${verb} ${key}`).toBe(false);
			}
		}
		expect(may('tenant', 'Query', '$fc#t_tnt_10#ce_mbr_1', { ...t1, index: 'gsi1' })).toBe(false);
		expect(may('tenant', 'BatchGetItem', ['$fc#t_tnt_1', '$fc#t_tnt_2'], t1)).toBe(false);
	});

	test('reaches nothing without a firm, and nothing without a key', () => {
		expect(may('tenant', 'GetItem', '$fc#t_')).toBe(false);
		expect(may('tenant', 'GetItem', '$fc#t_tnt_1')).toBe(false);
		expect(may('tenant', 'Query', [], t1)).toBe(false);
	});

	test('can not become every firm by a tag with a wildcard', () => {
		expect(may('tenant', 'GetItem', '$fc#t_tnt_1', { tenantId: '*' })).toBe(false);
	});

	test('shuts a link, and can neither make one nor ask for it', () => {
		expect(may('tenant', 'UpdateItem', '$fc#token_a', t1)).toBe(true);
		for (const verb of verbs.filter((one) => one !== 'UpdateItem')) {
			expect(may('tenant', verb, '$fc#token_a', t1), verb).toBe(false);
		}
		for (const verb of verbs) expect(may('console-tenant', verb, '$fc#token_a', t1), verb).toBe(false);
	});

	test('says whose a calendar’s address is, together with the calendar, and can not ask for one', () => {
		expect(may('tenant', 'PutItem', ['$fc#feed_a', '$fc#t_tnt_1#m_mbr_1'], t1)).toBe(true);
		expect(may('tenant', 'PutItem', ['$fc#feed_a', '$fc#t_tnt_10#m_mbr_1'], t1)).toBe(false);
		expect(may('tenant', 'PutItem', ['$fc#feed_a', '$fc#token_a'], t1)).toBe(false);
		for (const verb of verbs.filter((one) => one !== 'PutItem')) {
			expect(may('tenant', verb, '$fc#feed_a', t1), verb).toBe(false);
		}
		for (const role of Object.keys(policies.roles).filter((one) => !['app', 'tenant'].includes(one)))
			for (const verb of verbs) expect(may(role, verb, '$fc#feed_a', t1), `${role} ${verb}`).toBe(false);
	});

	test('has no part in sign-in, nor in what is due', () => {
		for (const key of ['$fc#signin_a', '$fc#account_a', '$fc#limit_a', '$fc#due_0']) {
			for (const verb of verbs) expect(may('tenant', verb, key, t1), `${verb} ${key}`).toBe(false);
		}
		expect(may('tenant', 'Query', '$fc#due_0', { ...t1, index: 'gsi3' })).toBe(false);
	});
});

describe('the console role', () => {
	test("reaches the firm's own partition and no coaching at all", () => {
		for (const verb of used) {
			expect(may('console-tenant', verb, '$fc#t_tnt_1', t1), verb).toBe(true);
			for (const key of ['$fc#t_tnt_1#e_eng_1', '$fc#t_tnt_1#m_mbr_1', '$fc#t_tnt_10', '$fc#t_tnt_2']) {
				expect(may('console-tenant', verb, key, t1), `${verb} ${key}`).toBe(false);
			}
		}
		expect(may('console-tenant', 'Query', '$fc#t_tnt_1#co_mbr_1', { ...t1, index: 'gsi2' })).toBe(false);
	});
});

describe('functions themselves', () => {
	test('the app looks up who is asking, by key, and changes nothing', () => {
		expect(may('app', 'GetItem', '$fc#signin#session_a')).toBe(true);
		expect(may('app', 'GetItem', '$fc#account_a')).toBe(true);
		expect(may('app', 'GetItem', '$fc#token_a')).toBe(true);
		expect(may('app', 'GetItem', '$fc#feed_a')).toBe(true);
		for (const verb of verbs) expect(may('app', verb, '$fc#t_tnt_1'), verb).toBe(false);
		for (const verb of verbs.filter((it) => it !== 'GetItem'))
			for (const key of ['$fc#signin#a', '$fc#token_a', '$fc#feed_a']) expect(may('app', verb, key), verb).toBe(false);
	});

	test('sign-in founds firms and never reads coaching', () => {
		expect(may('sign-in', 'PutItem', '$fc#t_tnt_1')).toBe(true);
		expect(may('sign-in', 'DeleteItem', '$fc#signin#session_a')).toBe(true);
		expect(may('sign-in', 'UpdateItem', '$fc#limit_a')).toBe(true);
		for (const verb of verbs) expect(may('sign-in', verb, '$fc#t_tnt_1#e_eng_1'), verb).toBe(false);
		expect(may('sign-in', 'BatchGetItem', ['$fc#account_a', '$fc#t_tnt_1#e_eng_1'])).toBe(false);
	});

	test('no worker reads what one person keeps private', () => {
		for (const role of ['arm', 'send', 'sweep', 'outcome']) {
			for (const verb of verbs) expect(may(role, verb, '$fc#t_tnt_1#e_eng_1#o_mbr_1'), `${role} ${verb}`).toBe(false);
		}
	});

	test('who hears what became of letters looks through a firm’s people and counts, never through its coaching', () => {
		const firm = `$fc#t_tnt_${'0'.repeat(26)}`;
		for (const verb of ['Query', 'UpdateItem']) {
			expect(may('outcome', verb, firm)).toBe(true);
			expect(may('outcome', verb, `${firm}#e_eng_1`)).toBe(false);
		}
	});

	test('the sweep finds what is due; it and arm write moments anew, and take nothing away', () => {
		expect(may('sweep', 'Query', '$fc#due_7', { index: 'gsi3' })).toBe(true);
		for (const role of ['sweep', 'arm']) {
			expect(may(role, 'GetItem', '$fc#t_tnt_1#e_eng_1')).toBe(true);
			expect(may(role, 'PutItem', '$fc#t_tnt_1#e_eng_1')).toBe(true);
			for (const verb of ['Query', 'UpdateItem', 'DeleteItem'])
				expect(may(role, verb, '$fc#t_tnt_1#e_eng_1')).toBe(false);
			for (const verb of verbs) expect(may(role, verb, '$fc#token_a')).toBe(false);
		}
	});

	test('send writes letters and their tokens, and reads no sign-in', () => {
		expect(may('send', 'PutItem', '$fc#t_tnt_1#m_mbr_1')).toBe(true);
		expect(may('send', 'PutItem', '$fc#token_a')).toBe(true);
		expect(may('send', 'GetItem', '$fc#token_a')).toBe(false);
		expect(may('send', 'GetItem', '$fc#signin#a')).toBe(false);
	});
});

test('nobody scans, no allowed action has a wildcard, and every touch of the table names its keys', () => {
	for (const [name, { statements }] of Object.entries(policies.roles)) {
		for (const { Effect, Action, Resource, Condition } of statements.filter((it) => it.Effect === 'Allow')) {
			expect(Action.join(), `${name} ${Effect}`).not.toMatch(/\*|Scan|PartiQL/);
			if (!Action.some((it) => verbs.includes(it.replace('dynamodb:', '')))) continue;
			expect(
				Resource.every((it) => it.startsWith(table) && !it.includes('*')),
				name,
			).toBe(true);
			expect(Condition, name).toMatchObject({ Null: { 'dynamodb:LeadingKeys': 'false' } });
			expect(Object.keys(Condition!), name).toContain('ForAllValues:StringLike');
		}
	}
});

test('a firm’s role is taken on by its function only, with the firm as the only tag', () => {
	for (const [role, by] of [
		['tenant', 'app'],
		['console-tenant', 'console'],
	] as const) {
		expect(policies.roles[role]!.trust).toEqual([
			{
				Effect: 'Allow',
				Action: ['sts:AssumeRole', 'sts:TagSession'],
				Principal: { AWS: policies.roles[by]!.arn },
				Resource: [],
				Condition: {
					StringLike: { 'aws:RequestTag/tenantId': 'tnt_??????????????????????????' },
					'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenantId'] },
				},
			},
		]);
		const allowed = policies.roles[by]!.statements.find(({ Action }) => Action.includes('sts:AssumeRole'));
		expect(allowed?.Resource).toEqual([policies.roles[role]!.arn]);
	}
});

test('sending letters is for those who send them, from our address', () => {
	const senders = Object.entries(policies.roles).flatMap(([name, { statements }]) =>
		statements
			.filter(({ Action }) => Action.some((it) => it.startsWith('ses:Send')))
			.map(({ Action, Condition }) => [name, Action, Condition]),
	);
	const condition = { StringEquals: { 'ses:FromAddress': 'letters@mail.focuscoachee.example' } };
	expect(senders.sort()).toEqual([
		['send', ['ses:SendRawEmail'], condition],
		['sign-in', ['ses:SendRawEmail'], condition],
	]);
});

test('how many letters the mail service takes is asked by those who keep the pace', () => {
	const asking = Object.entries(policies.roles).filter(([, { statements }]) =>
		statements.some(({ Action }) => Action.includes('ses:GetAccount')),
	);
	expect(asking.map(([name]) => name).sort()).toEqual(['send', 'sweep']);
});

test('dead letters are driven again by the sweep alone, which may wake nobody but those whose events they are', () => {
	const allowed = (action: string) =>
		Object.entries(policies.roles).flatMap(([name, { statements }]) =>
			statements.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource.map((it) => `${name} ${it.split(':').at(-1)!.replace('focuscoachee-', '')}`)),
		).sort(); // prettier-ignore
	const queues = ['changes', 'functions', 'schedules'].map((name) => `sweep ${name}-dead-letters`);
	expect(allowed('sqs:ReceiveMessage')).toEqual(queues);
	expect(allowed('sqs:DeleteMessage')).toEqual(queues);
	expect(allowed('lambda:InvokeFunction')).toEqual(
		['arm send', 'schedule send', 'sweep outcome', 'sweep send', 'sweep sweep'].sort(),
	);
	expect(allowed('sqs:SendMessage')).toEqual(
		['arm changes-dead-letters', 'outcome functions-dead-letters', 'schedule schedules-dead-letters', 'send functions-dead-letters'].sort(), // prettier-ignore
	);
});

test('the names the local system goes by are stable', () => {
	expect(Object.keys(policies.roles).sort()).toEqual(
		['app', 'arm', 'console', 'console-tenant', 'outcome', 'schedule', 'send', 'sign-in', 'sweep', 'tenant'].sort(),
	);
	expect(policies.functions.app).toMatchObject({
		roleArn: 'arn:aws:iam::000000000000:role/focuscoachee-app',
		environment: {
			TABLE_NAME: 'focuscoachee',
			TENANT_ROLE_ARN: 'arn:aws:iam::000000000000:role/focuscoachee-tenant',
		},
	});
	expect(policies.functions.arm!.environment).toMatchObject({
		SCHEDULE_GROUP: 'focuscoachee',
		SCHEDULE_ROLE_ARN: policies.roles.schedule!.arn,
		SEND_FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-send',
		SCHEDULE_DLQ_ARN: 'arn:aws:sqs:eu-west-1:000000000000:focuscoachee-schedules-dead-letters',
	});
	expect(policies.functions.send!.environment).toMatchObject({
		MAIL_FROM: 'letters@mail.focuscoachee.example',
		MAIL_CONFIGURATION_SET: 'focuscoachee-letters',
	});
});

test('what was built is what is synthesised now', () => {
	expect(JSON.parse(readFileSync('.build/policies.json', 'utf8'))).toEqual(policies);
});

test('a value that nobody knows how to read stops the extraction', () => {
	const template: Template = {
		Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } },
	};
	const resolve = resolver(template);
	expect(() => resolve({ 'Fn::ImportValue': 'x' })).toThrow('not known here');
	expect(() => resolve({ 'Fn::GetAtt': ['Topic', 'TopicName'] })).toThrow('No local value');
	expect(() => resolve({ Ref: 'Elsewhere' })).toThrow('not in it');
});
