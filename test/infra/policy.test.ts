import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allows, PolicyFault, type Attempt, type Statement } from '#infra/local/policy.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:000000000000:table/focuscoachee';
const READS = ['dynamodb:GetItem', 'dynamodb:Query'];
const tenant: Statement = {
	Effect: 'Allow',
	Action: READS,
	Resource: [TABLE, `${TABLE}/index/gsi1`],
	Condition: {
		'ForAllValues:StringLike': {
			'dynamodb:LeadingKeys': ['${$}fc#t_${aws:PrincipalTag/tenantId}', '$fc#t_${aws:PrincipalTag/tenantId}#*'],
		},
		Null: { 'dynamodb:LeadingKeys': 'false' },
	},
};
const read = (tag: string | undefined, keys: string[], action = 'dynamodb:GetItem', resource = TABLE): Attempt => ({
	action,
	resource,
	context: { 'dynamodb:LeadingKeys': keys, ...(tag !== undefined && { 'aws:PrincipalTag/tenantId': tag }) },
});
/** Ids as they are, and short ones that begin alike: t, t1, t10 … */
const id = fc.oneof(
	fc.stringMatching(/^t1{0,3}0{0,3}$/),
	fc.stringMatching(/^tnt_[0-9a-z]{26}$/),
	fc.string({ minLength: 1 }),
);
const tail = fc.oneof(
	fc.constant(''),
	fc.string().map((text) => `#${text}`),
);

describe('a tenant and its leading keys', () => {
	test('its own partitions are allowed, whatever follows the #', () => {
		fc.assert(
			fc.property(id, fc.array(tail, { minLength: 1 }), (own, tails) => {
				expect(
					allows(
						[tenant],
						read(
							own,
							tails.map((rest) => `$fc#t_${own}${rest}`),
						),
					),
				).toBe(true);
			}),
		);
	});

	test('another tenant’s are not, however alike the ids begin', () => {
		fc.assert(
			fc.property(id, id, tail, fc.array(tail), (own, other, rest, tails) => {
				fc.pre(other !== own && !`${other}${rest}`.startsWith(`${own}#`) && `${other}${rest}` !== own);
				const keys = [...tails.map((text) => `$fc#t_${own}${text}`), `$fc#t_${other}${rest}`];
				expect(allows([tenant], read(own, keys))).toBe(false);
			}),
		);
	});

	test('t1 does not read t10, nor t10 t1', () => {
		expect(allows([tenant], read('t1', ['$fc#t_t10']))).toBe(false);
		expect(allows([tenant], read('t1', ['$fc#t_t10#e_1']))).toBe(false);
		expect(allows([tenant], read('t10', ['$fc#t_t1']))).toBe(false);
		expect(allows([tenant], read('t10', ['$fc#t_t10']))).toBe(true);
	});

	test('without keys, without a tag, with a wildcard for a tag: nothing', () => {
		expect(allows([tenant], read('t1', []))).toBe(false);
		expect(allows([tenant], { action: 'dynamodb:Query', resource: TABLE, context: { 'aws:PrincipalTag/tenantId': 't1' } })).toBe(false); // prettier-ignore
		expect(allows([tenant], read(undefined, ['$fc#t_']))).toBe(false);
		expect(allows([tenant], read('', ['$fc#t_']))).toBe(false);
		expect(allows([tenant], read('*', ['$fc#t_t1']))).toBe(false);
		expect(allows([tenant], read('t?', ['$fc#t_t1']))).toBe(false);
	});

	test('only the named actions on the named resources', () => {
		expect(allows([tenant], read('t1', ['$fc#t_t1'], 'DynamoDB:getitem'))).toBe(true);
		expect(allows([tenant], read('t1', ['$fc#t_t1'], 'dynamodb:Scan'))).toBe(false);
		expect(allows([tenant], read('t1', ['$fc#t_t1'], 'dynamodb:Query', `${TABLE}/index/gsi1`))).toBe(true);
		expect(allows([tenant], read('t1', ['$fc#t_t1'], 'dynamodb:Query', `${TABLE}/index/gsi2`))).toBe(false);
		expect(allows([tenant], read('t1', ['$fc#t_t1'], 'dynamodb:Query', `${TABLE}2`))).toBe(false);
	});
});

describe('allow and deny', () => {
	const people: Statement[] = [
		{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' },
		{
			Effect: 'Deny',
			Action: '*',
			Resource: '*',
			Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': '$fc#t_*#*' } },
		},
	];

	test('nothing is allowed that nobody allows', () => {
		expect(allows([], read('t1', ['x']))).toBe(false);
		expect(allows([people[1]!], read('t1', ['x']))).toBe(false);
	});

	test('one key denied among many denies all, in any order of statements', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(['$fc#t_a', '$fc#signin', 'x']), fc.boolean(), (keys, flip) => {
				const statements = flip ? people.toReversed() : people;
				expect(allows(statements, read(undefined, keys))).toBe(true);
				expect(allows(statements, read(undefined, [...keys, '$fc#t_a#e_1']))).toBe(false);
			}),
		);
	});

	test('NotAction allows what it does not name', () => {
		const all: Statement[] = [{ Effect: 'Allow', NotAction: 'dynamodb:Delete*', Resource: '*' }];
		expect(allows(all, read('t1', ['x'], 'dynamodb:PutItem'))).toBe(true);
		expect(allows(all, read('t1', ['x'], 'dynamodb:DeleteItem'))).toBe(false);
	});
});

describe('wildcards', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '$', '{', '\\', '/', '😀') });

	test('agree with matching written out letter by letter', () => {
		fc.assert(
			fc.property(text, text, (pattern, value) => {
				fc.pre(!pattern.includes('${') && value !== '');
				const statement: Statement = {
					Effect: 'Allow',
					Action: '*',
					Resource: '*',
					Condition: { StringLike: { key: pattern } },
				};
				expect(allows([statement], { action: 'x:y', resource: 'r', context: { key: value } })).toBe(
					matches([...pattern], [...value]),
				);
			}),
			{ numRuns: 2000 },
		);
	});

	test('stay within a segment of an ARN', () => {
		const on = (Resource: string): Statement[] => [{ Effect: 'Allow', Action: '*', Resource }];
		expect(allows(on('arn:aws:dynamodb:*:*:table/focus*'), read('t', ['x']))).toBe(true);
		expect(allows(on('arn:aws:*:table/focuscoachee'), read('t', ['x']))).toBe(false);
		expect(allows(on('arn:aws:dynamodb:eu-west-1:000000000000:table/*'), read('t', ['x'], 'a:b', `${TABLE}:x`))).toBe(true); // prettier-ignore
	});
});

function matches(pattern: string[], value: string[]): boolean {
	const [head, ...rest] = pattern;
	if (head === undefined) return value.length === 0;
	if (head === '*') return matches(rest, value) || (value.length > 0 && matches(pattern, value.slice(1)));
	return value.length > 0 && (head === '?' || head === value[0]) && matches(rest, value.slice(1));
}

describe('conditions', () => {
	const under = (Condition: Statement['Condition'], context: Attempt['context']) =>
		allows([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }], { action: 'a:b', resource: 'r', context });

	test('all keys must hold, any of the values may', () => {
		expect(under({ StringEquals: { a: ['1', '2'], b: '3' } }, { A: '2', b: '3' })).toBe(true);
		expect(under({ StringEquals: { a: ['1', '2'], b: '3' } }, { a: '2', b: '4' })).toBe(false);
	});

	test('a key that is not there', () => {
		expect(under({ StringEquals: { a: '1' } }, {})).toBe(false);
		expect(under({ StringEqualsIfExists: { a: '1' } }, {})).toBe(true);
		expect(under({ StringNotEquals: { a: '1' } }, {})).toBe(true);
		expect(under({ 'ForAllValues:StringEquals': { a: '1' } }, {})).toBe(true);
		expect(under({ 'ForAnyValue:StringEquals': { a: '1' } }, {})).toBe(false);
		expect(under({ Null: { a: true } }, {})).toBe(true);
		expect(under({ Null: { a: true } }, { a: '1' })).toBe(false);
	});

	test('lists: all of them, or any of them', () => {
		expect(under({ 'ForAllValues:StringLike': { a: 'x*' } }, { a: ['x1', 'x2'] })).toBe(true);
		expect(under({ 'ForAllValues:StringLike': { a: 'x*' } }, { a: ['x1', 'y'] })).toBe(false);
		expect(under({ 'ForAnyValue:StringLike': { a: 'x*' } }, { a: ['x1', 'y'] })).toBe(true);
		expect(under({ 'ForAllValues:StringNotLike': { a: 'x*' } }, { a: ['y', 'x1'] })).toBe(false);
	});

	test('what it does not know is a fault, never an answer', () => {
		expect(() => under({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, {})).toThrow(PolicyFault);
		expect(() => under({ StringLike: { 'dynamodb:LeadingKeys': 'x' } }, {})).toThrow(PolicyFault);
		expect(() => under({ StringEquals: { a: '${b, "c"}' } }, { a: '1' })).toThrow(PolicyFault);
	});
});
