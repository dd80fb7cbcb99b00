import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Policies } from './permissions.ts';
import type { Credentials } from './sts.ts';

/** What whoever operates this machine needs to ask the running system for something. */
export interface OperatorKey {
	/** Of the functions. */
	endpoint: string;
	/** The one that does what an operator asks for. */
	functionArn: string;
	credentials: Pick<Credentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;
}

export const OPERATOR_FILE = 'operator.json';
const SWEEP_ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-sweep';

/** With a role more, which on AWS is the operator's own: it may ask for what `operate.ts` offers, and nothing else. */
export const withOperator = (policies: Policies): Policies => ({
	...policies,
	roles: {
		...policies.roles,
		operator: {
			arn: 'arn:aws:iam::000000000000:role/focuscoachee-operator',
			statements: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: SWEEP_ARN }],
		},
	},
});

/** Lays the key where the owner of the directory alone can read it; the result takes it away. */
export function layKey(path: string, endpoint: string, credentials: Credentials): () => void {
	const key: OperatorKey = { endpoint, functionArn: SWEEP_ARN, credentials };
	rmSync(path, { force: true });
	writeFileSync(path, JSON.stringify(key), { mode: 0o600 });
	return () => rmSync(path, { force: true });
}

/** Undefined when nobody has laid one. */
export function findKey(path: string): OperatorKey | undefined {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as OperatorKey;
	} catch {
		return undefined;
	}
}
