import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolver, type Template } from './resolve.ts';
import { NAME } from './roles.ts';
import { synthesise } from './synthesise.ts';

/** One statement of a policy, as the template has it, with lists where CloudFormation allows a single value. */
export interface Statement {
	Effect: 'Allow' | 'Deny';
	Action: string[];
	Resource: string[];
	Principal?: Record<string, string | string[]>;
	Condition?: Record<string, Record<string, string | string[]>>;
}

export interface RolePolicy {
	arn: string;
	/** What it may do, or explicitly not. */
	statements: Statement[];
	/** Who may take it on. */
	trust: Statement[];
}

/** What the local system enforces: the synthesised template, read with the names things have on one machine. */
export interface Policies {
	roles: Record<string, RolePolicy>;
	functions: Record<string, { roleArn: string; environment: Record<string, string> }>;
}

interface PolicyDocument {
	Statement: (Pick<Statement, 'Effect' | 'Principal' | 'Condition'> & {
		Action: string | string[];
		Resource?: string | string[];
	})[];
}

/** Takes the roles and functions that have a name (`roles.ts`) out of a template. */
export function policiesOf(template: Template): Policies {
	const resolve = resolver(template);
	const resources = Object.entries(template.Resources).map(([id, resource]) => ({ id, ...resource }));
	const ofType = (type: string) => resources.filter((it) => it.Type === type);
	const nameOf = (it: { Metadata?: Record<string, unknown> }): string | undefined => it.Metadata?.[NAME] as string;
	const arnOf = (id: string): string => resolve({ 'Fn::GetAtt': [id, 'Arn'] }) as string;

	const policies = ofType('AWS::IAM::Policy').map((it) => it.Properties);
	const roles = ofType('AWS::IAM::Role').flatMap((role) => {
		const name = nameOf(role);
		if (!name) return [];
		for (const elsewhere of ['Policies', 'ManagedPolicyArns']) {
			if (elsewhere in role.Properties) throw new Error(`Role ${name} has ${elsewhere}, which nobody reads here`);
		}
		const own = policies.filter(({ Roles }) => (Roles as { Ref: string }[]).some(({ Ref }) => Ref === role.id));
		const policy: RolePolicy = {
			arn: arnOf(role.id),
			statements: own.flatMap(({ PolicyDocument }) => statements(resolve(PolicyDocument) as PolicyDocument)),
			trust: statements(resolve(role.Properties.AssumeRolePolicyDocument) as PolicyDocument),
		};
		return [[name, policy] as const];
	});

	const functions = ofType('AWS::Lambda::Function').flatMap((it) => {
		const name = nameOf(it);
		const { Role, Environment } = it.Properties as { Role: unknown; Environment?: { Variables: unknown } };
		const environment = resolve(Environment?.Variables ?? {}) as Record<string, string>;
		return name ? [[name, { roleArn: resolve(Role) as string, environment }] as const] : [];
	});
	return { roles: Object.fromEntries(roles), functions: Object.fromEntries(functions) };
}

const statements = ({ Statement }: PolicyDocument): Statement[] =>
	Statement.map(({ Action, Resource, ...rest }) => ({
		...rest,
		Action: [Action].flat(),
		Resource: [Resource ?? []].flat(),
	}));

/** Writes `.build/policies.json`. */
export function writePolicies(): void {
	const file = fileURLToPath(new URL('../.build/policies.json', import.meta.url));
	const policies = policiesOf(synthesise({ stage: 'prod' }));
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(policies, null, '\t')}\n`);
}

if (import.meta.main) writePolicies();
