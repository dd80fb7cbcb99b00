import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The key of the firm in whose name a session acts. What follows it begins with `#`, so firm t1 never reads t10. */
const firm = '$fc#t_${aws:PrincipalTag/tenantId}';

const everyFirm = '$fc#t_*';
/** Of any firm its people and counts, and nothing that was said. */
const anyFirmAlone = `$fc#t_tnt_${'?'.repeat(26)}`;
const people = ['$fc#signin*', '$fc#account_*'];
const tokens = '$fc#token_*';
const feeds = '$fc#feed_*';

const all = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] as const;
const write = ['PutItem', 'UpdateItem', 'ConditionCheckItem'] as const;
/** Nothing of a firm is ever deleted in the course of a request. */
const use = ['GetItem', 'BatchGetItem', 'Query', ...write] as const;

type Verb = (typeof all)[number];
interface Rows {
	effect?: 'Deny';
	verbs: readonly Verb[];
	/** Partition keys, `*` for anything. For an index these are the index's own partition keys. */
	keys: readonly string[];
	/** Without it, the rows of the table itself. */
	indexes?: readonly string[];
}

const nothingPrivate = { effect: 'Deny', verbs: all, keys: [`${everyFirm}#o_*`] } as const;

/**
 * Who may touch which rows. Nobody may do what is not written here, and nobody may scan. The keys of one transaction are
 * judged together, so all that is written in one stands in one line.
 */
export const rows = {
	// The app itself finds out who is asking and for which firm; everything else it does as `tenant`.
	app: [{ verbs: ['GetItem'], keys: [...people, tokens, feeds] }],
	tenant: [
		{ verbs: use, keys: [firm, `${firm}#*`] },
		{ verbs: ['Query'], keys: [firm, `${firm}#*`], indexes: ['gsi1', 'gsi2'] },
		// Whoever holds a letter's link may shut it. Links are made by `send` alone.
		{ verbs: ['UpdateItem'], keys: [tokens] },
		// Whose calendar an address is: written with the calendar, which has to name it in turn, so it opens nothing by itself.
		{ verbs: ['PutItem'], keys: [firm, `${firm}#*`, feeds] },
	],

	// The console never reaches a key that goes on after the firm's id: that is where coaching content lies.
	console: [{ verbs: ['GetItem'], keys: people }],
	'console-tenant': [{ verbs: use, keys: [firm] }],

	// Founding a firm and joining one touch its people, never its coaching.
	'sign-in': [
		{ verbs: all, keys: [...people, '$fc#limit_*', tokens] },
		{ verbs: ['GetItem', ...write], keys: [...people, '$fc#limit_*', tokens, everyFirm] },
		{ effect: 'Deny', verbs: all, keys: [`${everyFirm}#*`] },
	],

	// Nobody behind the scenes reads what one person keeps private.
	// What other zone data give another moment is written as a change like any other.
	arm: [{ verbs: ['GetItem', 'PutItem'], keys: [everyFirm] }, nothingPrivate],
	send: [
		{ verbs: ['GetItem', 'Query', 'PutItem'], keys: [everyFirm] },
		{ verbs: ['Query'], keys: [everyFirm], indexes: ['gsi1', 'gsi2'] },
		{ verbs: ['PutItem', 'ConditionCheckItem'], keys: [everyFirm, tokens] },
		nothingPrivate,
	],
	sweep: [
		{ verbs: ['Query'], keys: ['$fc#due_*'], indexes: ['gsi3'] },
		{ verbs: ['GetItem', 'PutItem'], keys: [everyFirm] },
		nothingPrivate,
	],
	outcome: [
		{ verbs: ['GetItem', 'PutItem'], keys: [everyFirm] },
		{ verbs: ['Query', 'UpdateItem'], keys: [anyFirmAlone] },
		nothingPrivate,
	],
} as const satisfies Record<string, readonly Rows[]>;

export type RoleName = keyof typeof rows;

/** A role of a function, with the rows it may touch. What else it may do is granted where it is wired. */
export class FunctionRole extends iam.Role {
	constructor(scope: Construct, name: Exclude<RoleName, 'tenant' | 'console-tenant'>, table: ITable) {
		super(scope, `${name}-role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
		named(this, name);
		for (const line of rows[name]) this.addToPolicy(statement(table, line));
	}
}

/** A role that a function takes on for one firm: its session must carry the firm's id, and nothing else, as a tag. */
export class FirmRole extends iam.Role {
	constructor(scope: Construct, name: 'tenant' | 'console-tenant', table: ITable, assumedBy: FunctionRole) {
		super(scope, `${name}-role`, {
			assumedBy: new iam.SessionTagsPrincipal(new iam.ArnPrincipal(assumedBy.roleArn)).withConditions({
				StringLike: { 'aws:RequestTag/tenantId': `tnt_${'?'.repeat(26)}` },
				'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenantId'] },
			}),
		});
		named(this, name);
		for (const line of rows[name]) this.addToPolicy(statement(table, line));
		assumedBy.addToPolicy(
			new iam.PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [this.roleArn] }),
		);
	}
}

/** Metadata by which the local system finds a resource again (`policies.ts`); logical ids are CDK's business. */
export const NAME = 'focuscoachee:name';

export function named(construct: Construct, name: string): void {
	(construct.node.defaultChild as CfnResource).addMetadata(NAME, name);
}

function statement(table: ITable, { effect, verbs, keys, indexes }: Rows): iam.PolicyStatement {
	const denied = effect === 'Deny';
	return new iam.PolicyStatement({
		effect: denied ? iam.Effect.DENY : iam.Effect.ALLOW,
		actions: verbs.map((verb) => `dynamodb:${verb}`),
		resources: indexes ? indexes.map((index) => `${table.tableArn}/index/${index}`) : [table.tableArn],
		conditions: denied
			? { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': keys } }
			: {
					'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
					// "For all values" holds for a request without any; such a one is refused.
					Null: { 'dynamodb:LeadingKeys': 'false' },
				},
	});
}
