import { allows, type Attempt, type Statement } from './policy.ts';

/** A statement of who may take a role on; its resource is the role itself. */
export type TrustStatement = Statement & { Principal?: Record<string, string | string[]> };

/** What the build takes out of the synthesised templates: `.build/policies.json`. */
export interface Policies {
	roles: Record<string, { arn: string; statements: Statement[]; trust?: TrustStatement[] }>;
	functions: Record<string, { roleArn: string; environment: Record<string, string> }>;
}

/** Whose credentials a request carries. */
export interface Caller {
	roleArn: string;
	/** Session tags, which policies see as `aws:PrincipalTag/…`. */
	tags?: Readonly<Record<string, string>>;
}

export interface Permissions {
	/** Whether the caller's role allows it; a role that is not in the templates allows nothing. */
	may(caller: Caller, action: string, resource: string, context?: Attempt['context']): boolean;
	/** Whether a role may take another on with these session tags: both sides have to say so, of the role and of its tags. */
	mayAssume(roleArn: string, targetArn: string, tags: Readonly<Record<string, string>>): boolean;
	/** ARN of a role by its logical name, or by the name of the function that runs under it. */
	roleArn(name: string): string | undefined;
}

export function permissionsOf({ roles, functions }: Policies): Permissions {
	const byArn = new Map(Object.values(roles).map((role) => [role.arn, role]));
	const may: Permissions['may'] = ({ roleArn, tags = {} }, action, resource, context = {}) =>
		allows(byArn.get(roleArn)?.statements ?? [], {
			action,
			resource,
			context: { 'aws:PrincipalArn': roleArn, ...prefixed('aws:PrincipalTag/', tags), ...context },
		});
	return {
		may,
		mayAssume(roleArn, targetArn, tags) {
			const trust = (byArn.get(targetArn)?.trust ?? [])
				.filter(({ Principal }) => [Principal?.AWS ?? []].flat().includes(roleArn))
				.map((statement) => ({ ...statement, Resource: '*' }));
			const context = { ...prefixed('aws:RequestTag/', tags), 'aws:TagKeys': Object.keys(tags) };
			const actions = ['sts:AssumeRole', ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : [])];
			return actions.every(
				(action) =>
					may({ roleArn }, action, targetArn, context) && allows(trust, { action, resource: targetArn, context }),
			);
		},
		roleArn: (name) => roles[name]?.arn ?? functions[name]?.roleArn,
	};
}

const prefixed = (prefix: string, tags: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(tags).map(([tag, value]) => [prefix + tag, value]));
