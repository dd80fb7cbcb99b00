import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { atExpression, scheduleName, wakeMinute, type Wake } from '#shared/domain/wake.ts';
import { setting } from '#services/clients.ts';

const TIMEOUT = { requestTimeout: 5_000, connectionTimeout: 2_000, throwOnRequestTimeout: true };
const scheduler = new SchedulerClient({ requestHandler: TIMEOUT });
const lambda = new LambdaClient({ requestHandler: TIMEOUT });

/** Wakes the sender now, for something that is due. `inTurn`: it waits until the pace allows another letter. */
export const wakeNow = (wake: Wake, { inTurn }: { inTurn?: true } = {}): Promise<void> =>
	invokeLater(setting('SEND_FUNCTION_ARN'), { ...wake, inTurn });

/** Hands a function an event without waiting for what it does. */
export async function invokeLater(functionArn: string, event: object): Promise<void> {
	const Payload = JSON.stringify(event);
	await lambda.send(new InvokeCommand({ FunctionName: functionArn, InvocationType: 'Event', Payload }));
}

/** Has the sender woken when this moment has come, never before. Asked twice for one thing and minute, it is woken once. */
export async function wakeAt(wake: Wake, nextAt: string, now: string): Promise<void> {
	const minute = wakeMinute(nextAt, now);
	const schedule = new CreateScheduleCommand({
		Name: scheduleName(wake, minute),
		GroupName: setting('SCHEDULE_GROUP'),
		ScheduleExpression: atExpression(minute),
		ScheduleExpressionTimezone: 'UTC',
		FlexibleTimeWindow: { Mode: 'OFF' },
		ActionAfterCompletion: 'DELETE',
		Target: {
			Arn: setting('SEND_FUNCTION_ARN'),
			RoleArn: setting('SCHEDULE_ROLE_ARN'),
			Input: JSON.stringify(wake),
			RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 6 * 3600 },
			DeadLetterConfig: { Arn: setting('SCHEDULE_DLQ_ARN') },
		},
	});
	try {
		await scheduler.send(schedule);
	} catch (error) {
		if (!(error instanceof ConflictException)) throw error;
	}
}
