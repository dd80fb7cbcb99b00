import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Metric } from '#services/metrics.ts';
import type { Api } from './api.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Handler } from './handler.ts';
import type { Reminders } from './reminders.ts';
import type { Table } from './table.ts';

interface WatchProps {
	api: Api;
	table: Table;
	reminders: Reminders;
	dead: DeadLetters;
	handlers: Handler[];
	/** Its name, by which its functions' figures are told from another's. */
	stage: string;
	alarmAddress: string | undefined;
}

interface Bound {
	above: number;
	/** How many periods in a row; 1 unless told. */
	periods?: number;
	/** What no figures at all mean; fine unless told. */
	silence?: cloudwatch.TreatMissingData;
	below?: boolean;
}

const minutes = Duration.minutes;

/** What wakes somebody, all to one topic, and one page to look at then. */
export class Watch extends Construct {
	readonly #topic: sns.Topic;
	readonly #shown: cloudwatch.IMetric[][] = [];

	constructor(scope: Construct, { api, table, reminders, dead, handlers, stage, alarmAddress }: WatchProps) {
		super(scope, 'watch');
		this.#topic = topic(this, alarmAddress);
		const { arm, send, sweep } = reminders;
		const counted = countedIn(stage);

		// A reminder that will not come.
		for (const queue of dead.queues) {
			const depth = queue.metricApproximateNumberOfMessagesVisible({ period: minutes(1), statistic: 'Maximum' });
			this.#alarm(`dead-letters-${queue.node.id}`, depth, { above: 0 });
			// After another week nothing of it is left.
			const age = queue.metricApproximateAgeOfOldestMessage({ period: minutes(5), statistic: 'Maximum' });
			this.#alarm(`dead-letters-${queue.node.id}-old`, age, { above: Duration.days(7).toSeconds() });
		}
		const age = arm.metric('IteratorAge', { period: minutes(1), statistic: 'Maximum' });
		this.#alarm('changes-late', age, { above: minutes(2).toMilliseconds(), periods: 3 });
		const sweeps = sweep.metricInvocations({ period: minutes(5) });
		this.#alarm('sweep-gone', sweeps, { above: 1, below: true, silence: cloudwatch.TreatMissingData.BREACHING });
		this.#alarm('sweep-fails', sweep.metricErrors({ period: minutes(15) }), { above: 2 });
		// Schedules that went lost are made up for by the sweep, minutes late; clocks that changed are not.
		const rearmed = counted('Rearmed', { period: Duration.hours(6) });
		const { BREACHING } = cloudwatch.TreatMissingData;
		this.#alarm('rearm-gone', rearmed, { above: 1, below: true, periods: 5, silence: BREACHING });
		// It may have been sent or not, and we will not try a third time; or the mail service will not take it.
		this.#alarm('letters-uncertain', counted('LettersUncertain'), { above: 0 });
		this.#alarm('letters-failed', counted('LettersFailed'), { above: 0 });
		// One bounces now and then; this many are a wrong list of people, or a fault of ours.
		this.#alarm('addresses-suppressed', counted('AddressesSuppressed', { period: Duration.hours(1) }), { above: 20 });

		// A reminder that comes late. A crowd of ten thousand leaves within a quarter of an hour.
		const overdue = counted('Overdue', { statistic: 'Minimum' });
		this.#alarm('letters-overdue', overdue, { above: 100, periods: 6 });
		this.#alarm('letters-late', counted('OverdueMinutes', { statistic: 'Maximum' }), { above: 60 });
		// Each letter asks again after 1, 2, 4, 8 and 16 minutes: in two quarters of an hour, however few there are.
		const postponed = counted('LettersPostponed', { period: minutes(15) });
		this.#alarm('letters-postponed', postponed, { above: 0, periods: 2 });
		const left = counted('MailQuotaLeft', { statistic: 'Minimum', period: minutes(15) });
		this.#alarm('mail-quota-low', left, { above: 10, below: true });

		// Somebody waits in vain.
		this.#alarm('api-5xx', api.metricServerError({ period: minutes(5), statistic: 'Sum' }), { above: 4 });
		this.#alarm('api-p99', api.metricLatency({ period: minutes(5), statistic: 'p99' }), { above: 3_000, periods: 3 });
		// Letters are to wait at the sender's own limit, and Lambda asks again: how late they are is told above.
		const others = handlers.filter((it) => it !== send).map((it) => it.metricThrottles());
		this.#alarm('functions-throttled', sum('throttles', others), { above: 0 });
		this.#alarm('table-throttled', tableThrottles(table), { above: 10, periods: 3 });

		// The mail service closes an account at 10 % bounces and 0.5 % complaints.
		this.#alarm('letters-bounce', reputation('BounceRate'), { above: 0.04 });
		this.#alarm('letters-complaints', reputation('ComplaintRate'), { above: 0.001 });

		new cloudwatch.Dashboard(this, 'page', {
			widgets: [
				this.#shown.map((left) => new cloudwatch.GraphWidget({ left, width: 6, height: 5 })),
				[
					new cloudwatch.GraphWidget({
						title: 'invocations',
						left: handlers.map((it) => it.metricInvocations()),
						width: 12,
					}),
					new cloudwatch.GraphWidget({ title: 'errors', left: handlers.map((it) => it.metricErrors()), width: 12 }),
				],
			],
		});
	}

	#alarm(name: string, metric: cloudwatch.IMetric, { above, periods = 1, silence, below }: Bound): void {
		const { LESS_THAN_THRESHOLD, GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
		const alarm = new cloudwatch.Alarm(this, name, {
			alarmDescription: name,
			metric,
			threshold: above,
			comparisonOperator: below ? LESS_THAN_THRESHOLD : GREATER_THAN_THRESHOLD,
			evaluationPeriods: periods,
			treatMissingData: silence ?? cloudwatch.TreatMissingData.NOT_BREACHING,
		});
		alarm.addAlarmAction(new SnsAction(this.#topic));
		this.#shown.push([metric]);
	}
}

/** A topic's policy of its own replaces the default one, so the alarms are let in by name. */
function topic(scope: Construct, address: string | undefined): sns.Topic {
	const alarms = new sns.Topic(scope, 'alarms', { enforceSSL: true });
	alarms.addToResourcePolicy(
		new iam.PolicyStatement({
			principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
			actions: ['sns:Publish'],
			resources: [alarms.topicArn],
			conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
		}),
	);
	if (address) alarms.addSubscription(new EmailSubscription(address));
	return alarms;
}

/** What our functions count themselves, by the metric that a line of their log carries. */
const countedIn =
	(stage: string) =>
	(
		metricName: Metric,
		{ statistic = 'Sum', period = minutes(5) }: { statistic?: string; period?: Duration } = {},
	): cloudwatch.Metric =>
		new cloudwatch.Metric({ namespace: 'FocusCoachee', metricName, dimensionsMap: { stage }, statistic, period });

const tableThrottles = (table: Table): cloudwatch.IMetric =>
	sum(
		'table throttles',
		['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => table.metric(metric, { statistic: 'Sum' })),
	);

const sum = (label: string, metrics: cloudwatch.IMetric[]): cloudwatch.MathExpression =>
	new cloudwatch.MathExpression({
		label,
		period: minutes(5),
		expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
		usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
	});

const reputation = (rate: 'BounceRate' | 'ComplaintRate'): cloudwatch.Metric =>
	new cloudwatch.Metric({
		namespace: 'AWS/SES',
		metricName: `Reputation.${rate}`,
		statistic: 'Maximum',
		period: Duration.hours(1),
	});
