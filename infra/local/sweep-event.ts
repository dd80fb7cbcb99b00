import { randomUUID } from 'node:crypto';

/** What a rule of EventBridge with a rate hands to its target. */
export const sweepEvent = (now: Date) => ({
	version: '0',
	id: randomUUID(),
	'detail-type': 'Scheduled Event',
	source: 'aws.events',
	account: '000000000000',
	time: now.toISOString().replace(/\.\d+Z$/, 'Z'),
	region: 'eu-west-1',
	resources: ['arn:aws:events:eu-west-1:000000000000:rule/focuscoachee-every-minute'],
	detail: {},
});
