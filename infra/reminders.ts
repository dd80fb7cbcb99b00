import { Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { NIGHTLY } from '#services/reminders/nightly.ts';
import type { DeadLetters } from './dead-letters.ts';
import { Handler } from './handler.ts';
import type { Mail } from './mail.ts';
import { accept } from './nag.ts';
import { FunctionRole, named } from './roles.ts';

interface RemindersProps {
	table: ITable;
	mail: Mail;
	dead: DeadLetters;
	outcome: Handler;
	environment: Record<string, string>;
	sendConcurrency: number;
	trace: boolean;
}

/** Table → stream → arm → a schedule per moment → send → a letter; sweep is the last net under all of it. */
export class Reminders extends Construct {
	readonly arm: Handler;
	readonly send: Handler;
	readonly sweep: Handler;

	constructor(scope: Construct, { table, mail, dead, outcome, environment, sendConcurrency, trace }: RemindersProps) {
		super(scope, 'reminders');

		const sendRole = new FunctionRole(this, 'send', table);
		mail.grantSend(sendRole);
		mail.grantQuota(sendRole);
		this.send = new Handler(this, 'send', {
			role: sendRole,
			environment: {
				...environment,
				...mail.environment,
				// Without a limit of ours, the ten executions of an account that needs it so.
				SEND_CONCURRENCY: String(sendConcurrency || 10),
			},
			memory: 512,
			timeout: Duration.seconds(60),
			// Letters of a whole Monday morning wait here rather than at the mail service's limit.
			concurrency: sendConcurrency || undefined,
			trace,
		});
		this.send.configureAsyncInvoke({
			retryAttempts: 2,
			maxEventAge: Duration.hours(6),
			onFailure: new SqsDestination(dead.functions),
		});

		// The name CloudFormation gives it: schedules of an earlier installation are not ours.
		const group = new scheduler.CfnScheduleGroup(this, 'schedules');
		const waking = new iam.Role(this, 'schedule-role', {
			assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
			}),
		});
		named(waking, 'schedule');
		waking.addToPolicy(allow('lambda:InvokeFunction', this.send.functionArn));
		waking.addToPolicy(allow('sqs:SendMessage', dead.schedules.queueArn));

		const wakes = {
			...environment,
			SCHEDULE_GROUP: group.ref,
			SCHEDULE_ROLE_ARN: waking.roleArn,
			SEND_FUNCTION_ARN: this.send.functionArn,
			SCHEDULE_DLQ_ARN: dead.schedules.queueArn,
		};
		const grantWaking = (role: FunctionRole): void => {
			const schedules = (account: string, name: string): string =>
				`arn:aws:scheduler:${Stack.of(this).region}:${account}:schedule/${name}/*`;
			role.addToPolicy(
				new iam.PolicyStatement({
					actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:GetSchedule'],
					resources: [schedules(Stack.of(this).account, group.ref)],
				}),
			);
			role.addToPolicy(
				new iam.PolicyStatement({
					actions: ['iam:PassRole'],
					resources: [waking.roleArn],
					conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
				}),
			);
			role.addToPolicy(allow('lambda:InvokeFunction', this.send.functionArn));
			accept(role, {
				[`AwsSolutions-IAM5[Resource::${schedules('<AWS::AccountId>', `<${Stack.of(this).getLogicalId(group)}>`)}]`]:
					'A schedule per item and moment, in a group that holds nothing else.',
			});
		};

		const armRole = new FunctionRole(this, 'arm', table);
		grantWaking(armRole);
		this.arm = new Handler(this, 'arm', {
			role: armRole,
			environment: wakes,
			memory: 512,
			timeout: Duration.seconds(60),
			trace,
		});
		armRole.addToPolicy(
			allow(
				['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
				table.tableStreamArn!,
			),
		);
		new lambda.EventSourceMapping(this, 'changes', {
			target: this.arm,
			eventSourceArn: table.tableStreamArn!,
			startingPosition: lambda.StartingPosition.TRIM_HORIZON,
			filters: [
				lambda.FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: lambda.FilterRule.beginsWith('$fc#t_') } } } }),
			],
			batchSize: 100,
			// One bad record is cut out and put aside; it never stops the shard.
			reportBatchItemFailures: true,
			bisectBatchOnError: true,
			retryAttempts: 5,
			onFailure: new SqsDlq(dead.changes),
		});

		const sweepRole = new FunctionRole(this, 'sweep', table);
		grantWaking(sweepRole);
		mail.grantQuota(sweepRole);
		dead.grantRedrive(sweepRole);
		sweepRole.addToPolicy(allow('lambda:InvokeFunction', outcome.functionArn));
		this.sweep = new Handler(this, 'sweep', {
			role: sweepRole,
			environment: {
				...wakes,
				...dead.environment,
				OUTCOME_FUNCTION_ARN: outcome.functionArn,
				// Scheduler allows 250 a second in the smallest regions; arm makes its own meanwhile.
				REARM_PER_SECOND: '150',
			},
			memory: 512,
			// A sweep takes seconds; to arm everything anew takes what there is.
			timeout: Duration.minutes(15),
			trace,
		});
		// Beside the role's own policy, which the function waits for.
		new iam.Policy(this, 'sweep-goes-on', {
			roles: [sweepRole],
			statements: [allow('lambda:InvokeFunction', this.sweep.functionArn)],
		});
		this.sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
		new events.Rule(this, 'every-minute', {
			schedule: events.Schedule.rate(Duration.minutes(1)),
			// It looks at the state, so the next one does what this one did not.
			targets: [new targets.LambdaFunction(this.sweep, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
		});
		new events.Rule(this, 'nightly', {
			schedule: events.Schedule.cron({ hour: '3', minute: '17' }),
			targets: [
				new targets.LambdaFunction(this.sweep, {
					event: events.RuleTargetInput.fromObject(NIGHTLY),
					retryAttempts: 5,
					maxEventAge: Duration.hours(6),
				}),
			],
		});
	}
}

const allow = (actions: string | string[], resource: string): iam.PolicyStatement =>
	new iam.PolicyStatement({ actions: [actions].flat(), resources: [resource] });
