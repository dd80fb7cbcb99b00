import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
import { type FunctionRole, named } from './roles.ts';

/** Where a reminder ends that could not be driven: nothing is dropped without a trace, and each wakes somebody. */
export class DeadLetters extends Construct {
	/** Changes of the table that arm.handler could not take, after five attempts and bisection. */
	readonly changes: sqs.Queue;
	/** Wake-ups that Scheduler could not hand to send.handler. */
	readonly schedules: sqs.Queue;
	/** Events that send.handler or outcome.handler could not carry out: both are invoked without anybody waiting. */
	readonly functions: sqs.Queue;

	constructor(scope: Construct) {
		super(scope, 'dead-letters');
		this.changes = this.#queue('changes');
		this.schedules = this.#queue('schedules');
		this.functions = this.#queue('functions');
		accept(this, {
			'AwsSolutions-SQS3': 'These are the dead-letter queues: of a stream, of schedules, and of functions.',
		});
	}

	/** Settings of whoever drives again what lies here. */
	get environment(): Record<string, string> {
		return {
			CHANGES_QUEUE: this.changes.queueName,
			SCHEDULES_QUEUE: this.schedules.queueName,
			FUNCTIONS_QUEUE: this.functions.queueName,
		};
	}

	/** Lets a role look at what lies here, and take away what is dealt with. */
	grantRedrive(role: FunctionRole): void {
		role.addToPolicy(
			new iam.PolicyStatement({
				actions: ['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
				resources: this.queues.map(({ queueArn }) => queueArn),
			}),
		);
	}

	get queues(): sqs.Queue[] {
		return [this.changes, this.schedules, this.functions];
	}

	#queue(name: string): sqs.Queue {
		const queue = new sqs.Queue(this, name, {
			retentionPeriod: Duration.days(14),
			encryption: sqs.QueueEncryption.SQS_MANAGED,
			enforceSSL: true,
		});
		named(queue, `${name}-dead-letters`);
		return queue;
	}
}
