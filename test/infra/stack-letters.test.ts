import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { all, named, queue, template, withoutTlsDenied } from './stack.template.ts';

describe('reminders', () => {
	test('have three dead-letter queues, encrypted, over TLS only, each with an alarm', () => {
		template.resourceCountIs('AWS::SQS::Queue', 3);
		template.allResourcesProperties('AWS::SQS::Queue', {
			SqsManagedSseEnabled: true,
			MessageRetentionPeriod: 1_209_600,
		});
		template.resourceCountIs('AWS::SQS::QueuePolicy', 3);
		template.allResourcesProperties('AWS::SQS::QueuePolicy', { PolicyDocument: withoutTlsDenied });
		template.resourcePropertiesCountIs(
			'AWS::CloudWatch::Alarm',
			{ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' },
			3,
		);
	});

	test('take changes in batches that one bad record does not stop', () => {
		template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
		template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
			BisectBatchOnFunctionError: true,
			MaximumRetryAttempts: 5,
			FunctionResponseTypes: ['ReportBatchItemFailures'],
			DestinationConfig: { OnFailure: { Destination: queue('changes') } },
			FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"$fc#t_"}]}}}}' }] },
		});
	});

	test('lose no letter when send fails, and never send more than a few at a time', () => {
		const send = named('AWS::Lambda::Function', 'send');
		expect(send.ReservedConcurrentExecutions).toBe(5);
		expect(send.Environment.Variables.SEND_CONCURRENCY).toBe('5');
		template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
			FunctionName: { Ref: Match.stringLikeRegexp('send') },
			MaximumRetryAttempts: 2,
			MaximumEventAgeInSeconds: 21_600,
			DestinationConfig: { OnFailure: { Destination: queue('functions') } },
		});
		template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
			FunctionName: { Ref: Match.stringLikeRegexp('outcome') },
			DestinationConfig: { OnFailure: { Destination: queue('functions') } },
		});
	});

	test('are armed anew each night, until after the next one', () => {
		const [rule] = all('AWS::Events::Rule').filter(
			({ Properties }) => Properties.ScheduleExpression === 'cron(17 3 * * ? *)',
		);
		expect(
			(rule!.Properties as { Targets: { Input: string }[] }).Targets.map(({ Input }) => JSON.parse(Input) as object),
		).toEqual([{ rearm: true, days: 1.25, onward: true }]);
	});

	test('are swept every minute, and somebody hears when they are not', () => {
		template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
		template.hasResourceProperties('AWS::CloudWatch::Alarm', {
			AlarmDescription: 'sweep-gone',
			TreatMissingData: 'breaching',
		});
	});

	test('tell arm and sweep where to schedule', () => {
		for (const name of ['arm', 'sweep']) {
			expect(Object.keys(named('AWS::Lambda::Function', name).Environment.Variables)).toEqual(
				expect.arrayContaining(['SCHEDULE_GROUP', 'SCHEDULE_ROLE_ARN', 'SEND_FUNCTION_ARN', 'SCHEDULE_DLQ_ARN']),
			);
		}
	});
});

describe('somebody hears', () => {
	const alarms = all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties as Record<string, unknown>);

	test('of every alarm, and finds in docs/operations.md what it means', () => {
		for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1);
		const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
		const first = page.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1]!] : []));
		const explained = first.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
		expect(explained.sort()).toEqual(alarms.map(({ AlarmDescription }) => AlarmDescription).sort());
	});

	test('of a sweep or a daily rearm that does not come, by its silence', () => {
		for (const AlarmDescription of ['sweep-gone', 'rearm-gone'])
			template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmDescription, TreatMissingData: 'breaching' });
	});

	test('of no more than CloudWatch looks at: a day, or a week in hours', () => {
		for (const { Period, EvaluationPeriods } of alarms as { Period?: number; EvaluationPeriods: number }[])
			if (Period) expect(Period * EvaluationPeriods).toBeLessThanOrEqual((Period < 3600 ? 1 : 7) * 86_400);
	});

	test('of dead letters while half of their time is left', () => {
		const week = { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 604_800, Period: 300 };
		template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', week, 3);
	});

	test('of nobody who is throttled on purpose', () => {
		const [throttled] = alarms.filter(({ AlarmDescription }) => AlarmDescription === 'functions-throttled');
		const asked = JSON.stringify(throttled!.Metrics);
		expect(asked).toMatch(/"Ref":"app/);
		expect(asked).not.toMatch(/"Ref":"reminderssend/);
	});
});

describe('mail', () => {
	test('goes out over TLS or not at all, from a signed domain', () => {
		template.hasResourceProperties('AWS::SES::ConfigurationSet', {
			DeliveryOptions: { TlsPolicy: 'REQUIRE' },
			ReputationOptions: { ReputationMetricsEnabled: true },
			// Bounced for one firm is not bounced for all, nor for sign-in.
			SuppressionOptions: { SuppressedReasons: [] },
		});
		template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'mail.focuscoachee.example' });
	});

	test('reports what became of a letter, but not who read it', () => {
		const [{ Properties }] = all('AWS::SES::ConfigurationSetEventDestination') as [{ Properties: never }];
		const { MatchingEventTypes } = (Properties as { EventDestination: { MatchingEventTypes: string[] } })
			.EventDestination;
		expect(MatchingEventTypes).toEqual(expect.arrayContaining(['send', 'delivery', 'bounce', 'complaint', 'reject']));
		expect(MatchingEventTypes).not.toContain('open');
		expect(MatchingEventTypes).not.toContain('click');
		template.hasResourceProperties('AWS::Events::Rule', {
			EventPattern: {
				source: ['aws.ses'],
				'detail-type': Match.arrayWith(['Email Sent', 'Email Bounced', 'Email Complaint Received']),
			},
		});
	});
});
