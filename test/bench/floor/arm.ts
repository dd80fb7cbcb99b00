import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { wakeOfKeys } from '#shared/domain/wake.ts';
import { abreast } from '#services/reminders/abreast.ts';
import { setting } from '#services/clients.ts';

const scheduler = new SchedulerClient();
const WIDTH = 10;

/** The least that arming can be: a schedule per thing, whenever it may be due. Nothing is read. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
	const wakes = Records.flatMap(
		({ dynamodb }) => wakeOfKeys(dynamodb?.Keys?.pk?.S ?? '', dynamodb?.Keys?.sk?.S ?? '') ?? [],
	);
	const armed = wakes.filter(({ kind }) => kind === 'action');
	await abreast(armed, WIDTH, async (wake) => {
		await scheduler.send(
			new CreateScheduleCommand({
				Name: `${wake.itemId}-0`,
				GroupName: setting('SCHEDULE_GROUP'),
				ScheduleExpression: 'at(2099-01-01T00:00:00)',
				FlexibleTimeWindow: { Mode: 'OFF' },
				ActionAfterCompletion: 'DELETE',
				Target: {
					Arn: setting('SEND_FUNCTION_ARN'),
					RoleArn: setting('SCHEDULE_ROLE_ARN'),
					Input: JSON.stringify(wake),
				},
			}),
		);
	});
}
