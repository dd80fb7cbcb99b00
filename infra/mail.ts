import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { Handler } from './handler.ts';
import { FunctionRole, named } from './roles.ts';

/** What the mail service tells about a letter. Neither opens nor clicks: nobody is watched while reading. */
const told = [
	[ses.EmailSendingEvent.SEND, 'Email Sent'],
	[ses.EmailSendingEvent.DELIVERY, 'Email Delivered'],
	[ses.EmailSendingEvent.DELIVERY_DELAY, 'Email Delivery Delayed'],
	[ses.EmailSendingEvent.BOUNCE, 'Email Bounced'],
	[ses.EmailSendingEvent.COMPLAINT, 'Email Complaint Received'],
	[ses.EmailSendingEvent.REJECT, 'Email Rejected'],
	[ses.EmailSendingEvent.RENDERING_FAILURE, 'Email Rendering Failed'],
] as const;

interface OutcomeProps {
	table: ITable;
	dead: DeadLetters;
	environment: Record<string, string>;
	trace: boolean;
}

/** The address letters come from, and what becomes of them. */
export class Mail extends Construct {
	readonly from: string;
	/** Settings of the functions that send letters. */
	readonly environment: { MAIL_FROM: string; MAIL_CONFIGURATION_SET: string };
	readonly #domain: string;
	readonly #letters: string;

	constructor(scope: Construct, domain: string) {
		super(scope, 'mail');
		const letters = new ses.ConfigurationSet(this, 'letters', {
			tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
			reputationMetrics: true,
			// An account's own list would end what every other firm and sign-in send to an address, and outlive "try again":
			// who gets no more letters is kept on the member, firm by firm.
			// Letters to sign in leave only when somebody asks, and a few times a day for one address: a wrong one cannot spoil our name.
			disableSuppressionList: true,
		});
		named(letters, 'letters');
		letters.addEventDestination('bus', {
			destination: ses.EventDestination.eventBus(events.EventBus.fromEventBusName(this, 'default', 'default')),
			events: told.map(([event]) => event),
		});
		const identity = new ses.EmailIdentity(this, 'domain', {
			identity: ses.Identity.domain(domain),
			configurationSet: letters,
			mailFromDomain: `bounce.${domain}`,
		});
		for (const [index, { name, value }] of identity.dkimRecords.entries()) {
			new CfnOutput(this, `dkim-${index + 1}`, { value: `${name} CNAME ${value}` });
		}

		this.from = `letters@${domain}`;
		this.#domain = domain;
		this.#letters = letters.configurationSetName;
		this.environment = { MAIL_FROM: this.from, MAIL_CONFIGURATION_SET: this.#letters };
	}

	/** Lets a role send letters from our address, and from no other. */
	grantSend(role: FunctionRole): void {
		const arn = (resource: string, resourceName: string): string =>
			Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
		role.addToPolicy(
			new iam.PolicyStatement({
				actions: ['ses:SendRawEmail'],
				resources: [arn('identity', this.#domain), arn('configuration-set', this.#letters)],
				conditions: { StringEquals: { 'ses:FromAddress': this.from } },
			}),
		);
	}

	/** Lets a role ask how many letters the mail service takes. */
	grantQuota(role: FunctionRole): void {
		role.addToPolicy(new iam.PolicyStatement({ actions: ['ses:GetAccount'], resources: ['*'] }));
	}

	/** outcome.handler hears what became of each letter. */
	tell({ table, dead, environment, trace }: OutcomeProps): Handler {
		const outcome = new Handler(this, 'outcome', {
			role: new FunctionRole(this, 'outcome', table),
			environment,
			memory: 256,
			timeout: Duration.seconds(30),
			trace,
		});
		outcome.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(dead.functions) });
		new events.Rule(this, 'outcomes', {
			eventPattern: {
				source: ['aws.ses'],
				detailType: told.map(([, name]) => name),
				// Other stages may send from this account too.
				detail: { mail: { tags: { 'ses:configuration-set': [this.#letters] } } },
			},
			targets: [new targets.LambdaFunction(outcome, { retryAttempts: 8, maxEventAge: Duration.hours(6) })],
		});
		return outcome;
	}
}
