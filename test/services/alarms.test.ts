import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { named, template } from '#test/infra/stack.template.ts';
import { Person } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

interface Alarm {
	AlarmDescription: string;
	Namespace: string;
	MetricName: string;
	Dimensions?: { Name: string; Value: string }[];
}
/** What CloudWatch finds in a line of the log. */
interface Line {
	_aws?: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] };
	[figure: string]: unknown;
}

const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
	.map(({ Properties }) => Properties as Alarm)
	.filter(({ Namespace }) => Namespace && !Namespace.startsWith('AWS/'));

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

/** Every figure that the functions' logs hold so far, as CloudWatch takes them: by its whole name, with its values. */
async function counted(): Promise<Map<string, number[]>> {
	const logs = await Promise.all(['arm', 'send', 'outcome', 'sweep', 'app'].map((name) => firm.decisions(name)));
	const figures = new Map<string, number[]>();
	for (const { _aws: embedded, ...line } of logs.flat() as Line[])
		for (const { Namespace, Dimensions, Metrics } of embedded?.CloudWatchMetrics ?? [])
			for (const { Name } of Metrics)
				for (const set of Dimensions) {
					// Without a value CloudWatch takes none of it.
					expect(set.map((dimension) => line[dimension])).toEqual(set.map(() => 'local'));
					const name = nameOf(Namespace, Name, set);
					figures.set(name, [...(figures.get(name) ?? []), line[Name] as number]);
				}
	return figures;
}
const nameOf = (namespace: string, metric: string, dimensions: string[]) =>
	[namespace, metric, ...dimensions.toSorted()].join(' ');
const wholeName = ({ Namespace, MetricName, Dimensions = [] }: Alarm) =>
	nameOf(Namespace, MetricName, Dimensions.map(({ Name }) => Name)); // prettier-ignore

/** Each by what it takes to hear of it. */
const happens: Record<string, () => Promise<unknown>> = {
	'letters-postponed': async () => {
		firm.mailing({ kind: 'throttle' });
		await firm.plan('Not just now');
		await firm.nine();
		await firm.pass('PT5M');
	},
	'letters-failed': async () => {
		firm.mailing({ kind: 'refuse', error: 'MessageRejected', status: 400 }, 5);
		await firm.plan('Refused');
		await firm.nine();
		for (let time = 0; time < 10; time += 1) await firm.pass('PT10M');
	},
	'letters-uncertain': async () => {
		firm.mailing({ kind: 'loseAnswer' }, 2);
		const heard = firm.noNews();
		await firm.plan('Silence');
		await firm.nine();
		await firm.pass('PT10M');
		await firm.nine();
		heard();
	},
	'addresses-suppressed': async () => {
		await firm.invite(new Person(firm.system, 'Gone Away', 'bounce@nowhere.example'), newId('eng'));
		await firm.system.settled();
	},
	'letters-overdue': async () => {
		firm.asleep(3);
		await firm.plan('Overslept');
		await firm.nine();
		await firm.pass('PT3M');
		await firm.pass('PT10M');
	},
	'rearm-gone': () => firm.system.invoke('sweep', { rearm: true }),
};

describe('what somebody is woken by is what our functions count', () => {
	test.each(Object.keys(happens))('%s', async (name) => {
		const alarm = alarms.find(({ AlarmDescription }) => AlarmDescription === name)!;
		const whole = wholeName(alarm);
		const [{ length: before } = [], figures] = [(await counted()).get(whole), await happens[name]!().then(counted)];
		const since = figures.get(whole)?.slice(before) ?? [];
		expect(Math.max(...since)).toBeGreaterThan(0);
	});

	test('each of these alarms, and there is no figure without one', async () => {
		const figures = await counted();
		expect([...figures.keys()].sort()).toEqual(alarms.map(wholeName).sort());
		expect([...figures.values()].flat().filter((figure) => !Number.isFinite(figure))).toEqual([]);
	});

	test('each by its own stage, as its functions know it', () => {
		for (const { Dimensions } of alarms) expect(Dimensions).toEqual([{ Name: 'stage', Value: 'prod' }]);
		for (const name of ['send', 'sweep', 'outcome'])
			expect(named('AWS::Lambda::Function', name).Environment.Variables.STAGE).toBe('prod');
	});
});
