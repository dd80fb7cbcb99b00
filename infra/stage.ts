import type { App } from 'aws-cdk-lib';

/** What differs between one installation and another. Everything comes from the context: `-c stage=prod -c …`. */
export interface Stage {
	name: 'dev' | 'prod';
	region: string;
	/** Where people find it, e.g. `app.example.com`; without one, at CloudFront's own name. */
	domainName?: string;
	/** Certificate of that name, in us-east-1, where CloudFront looks for it. */
	certificateArn?: string;
	/** The domain letters come from; its DKIM records are printed after a deploy. */
	mailDomain: string;
	/** Who hears of an alarm. */
	alarmAddress?: string;
	/** Letters at a time. 0 takes the limit away, which an account with ten concurrent executions in all needs. */
	sendConcurrency: number;
	/** X-Ray on every function: at a few requests a second nearly each is a trace, and costs more than the request. */
	trace: boolean;
}

/** Reads the stage; throws when a name is unknown or a domain comes without its certificate. */
export function stageOf(app: App): Stage {
	const given = (key: string): string | undefined => {
		const value: unknown = app.node.tryGetContext(key);
		return value === undefined || value === '' ? undefined : String(value);
	};
	const name = given('stage') ?? 'dev';
	if (name !== 'dev' && name !== 'prod') throw new Error(`stage is dev or prod, not ${name}`);
	const domainName = given('domain');
	const certificateArn = given('certificate');
	if (!domainName !== !certificateArn) throw new Error('domain and certificate come together');
	return {
		name,
		region: given('region') ?? 'eu-west-1',
		...(domainName && certificateArn && { domainName, certificateArn }),
		mailDomain: given('mailDomain') ?? `mail.${domainName ?? 'focuscoachee.example'}`,
		...(given('alarmAddress') && { alarmAddress: given('alarmAddress')! }),
		sendConcurrency: Number(given('sendConcurrency') ?? 5),
		trace: given('trace') === 'true',
	};
}
