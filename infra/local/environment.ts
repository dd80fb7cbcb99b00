import type { Policies } from './permissions.ts';
import type { Secrets } from './secrets.ts';
import type { Credentials } from './sts.ts';

/** Where each service of AWS is on this machine. */
export interface Endpoints {
	dynamodb: string;
	lambda: string;
	scheduler: string;
	ses: string;
	sqs: string;
	sts: string;
}

export interface EnvironmentOptions {
	policies: Policies;
	name: string;
	origin: string;
	secrets: Secrets;
	endpoints: Endpoints;
	credentials: Credentials;
	/** Wins over everything. */
	more: Record<string, string>;
}

/** What Lambda and CDK put into a function's `process.env`; what differs is where things are, and nothing else. */
export function environmentOf(options: EnvironmentOptions): Record<string, string> {
	const { policies, name, origin, secrets, endpoints, credentials, more } = options;
	const given = policies.functions[name]?.environment ?? {};
	// A function has only the secrets that its template gives it.
	const known = Object.entries(secrets).filter(([secret]) => secret in given);
	return {
		...given,
		STAGE: 'local',
		PUBLIC_ORIGIN: origin,
		...Object.fromEntries(known),
		TZ: 'UTC',
		// Here one process sends all letters.
		...('SEND_CONCURRENCY' in given && { SEND_CONCURRENCY: '1' }),
		...('REARM_PER_SECOND' in given && { REARM_PER_SECOND: '5000' }),
		...clientEnvironment(endpoints, credentials),
		...more,
	};
}

/** What points an AWS SDK client at this machine. */
export const clientEnvironment = (endpoints: Endpoints, credentials: Credentials): Record<string, string> => ({
	AWS_REGION: 'eu-west-1',
	AWS_ACCESS_KEY_ID: credentials.accessKeyId,
	AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
	AWS_SESSION_TOKEN: credentials.sessionToken,
	AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
	AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
	AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
	AWS_ENDPOINT_URL_SESV2: endpoints.ses,
	AWS_ENDPOINT_URL_SQS: endpoints.sqs,
	AWS_ENDPOINT_URL_STS: endpoints.sts,
});
