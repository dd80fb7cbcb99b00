import type { Credentials } from '#infra/local/sts.ts';
import type { Service } from './boundary.ts';
import { ARN } from './lambda.ts';

export const IDENTITY = { name: 'mail.focuscoachee.example', configurationSet: 'focuscoachee' };
export const SCHEDULE_GROUP = 'focuscoachee';

/** Where the SDK's clients believe each service to be, for life. What they send is carried to where it is in this seed. */
const PORTS: { [service in Service]: number } = { table: 1, scheduler: 2, lambda: 3, ses: 4, sts: 5 };
const place = (service: Service): string => `http://127.0.0.1:${PORTS[service]}`;
export const serviceAt = (port: number): Service | undefined =>
	(Object.keys(PORTS) as Service[]).find((service) => PORTS[service] === port);

/** What CDK and Lambda put into a function's environment. Here one holds for all of them: what roles allow is tested elsewhere. */
export const settings = (table: string, own: Credentials): Record<string, string> => ({
	STAGE: 'local',
	TZ: 'UTC',
	TABLE_NAME: table,
	PUBLIC_ORIGIN: 'http://localhost:3000',
	ORIGIN_SECRET: 'drill',
	TENANT_ROLE_ARN: 'arn:aws:iam::000000000000:role/focuscoachee-tenant',
	MAIL_FROM: `letters@${IDENTITY.name}`,
	MAIL_CONFIGURATION_SET: IDENTITY.configurationSet,
	SCHEDULE_GROUP,
	SCHEDULE_ROLE_ARN: 'arn:aws:iam::000000000000:role/focuscoachee-schedule',
	SCHEDULE_DLQ_ARN: 'arn:aws:sqs:eu-west-1:000000000000:focuscoachee-schedules',
	SEND_CONCURRENCY: '5',
	SEND_FUNCTION_ARN: `${ARN}send`,
	AWS_REGION: 'eu-west-1',
	AWS_ACCESS_KEY_ID: own.accessKeyId,
	AWS_SECRET_ACCESS_KEY: own.secretAccessKey,
	AWS_SESSION_TOKEN: own.sessionToken,
	AWS_ENDPOINT_URL_DYNAMODB: place('table'),
	AWS_ENDPOINT_URL_LAMBDA: place('lambda'),
	AWS_ENDPOINT_URL_SCHEDULER: place('scheduler'),
	AWS_ENDPOINT_URL_SESV2: place('ses'),
	AWS_ENDPOINT_URL_STS: place('sts'),
});
