import { allows, type Attempt, type Statement } from './policy.ts';

/** What the build takes out of the synthesised templates: `.build/policies.json`. */
export interface Policies {
	roles: Record<string, { arn: string; statements: Statement[] }>;
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
	/** ARN of a role by its logical name, or by the name of the function that runs under it. */
	roleArn(name: string): string | undefined;
}

export function permissionsOf({ roles, functions }: Policies): Permissions {
	const statements = new Map(Object.values(roles).map((role) => [role.arn, role.statements]));
	return {
		may({ roleArn, tags = {} }, action, resource, context = {}) {
			const principal = Object.fromEntries(
				Object.entries(tags).map(([tag, value]) => [`aws:PrincipalTag/${tag}`, value]),
			);
			return allows(statements.get(roleArn) ?? [], {
				action,
				resource,
				context: { 'aws:PrincipalArn': roleArn, ...principal, ...context },
			});
		},
		roleArn: (name) => roles[name]?.arn ?? functions[name]?.roleArn,
	};
}
