import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { WITHOUT_ASSETS } from '#infra/handler.ts';
import { appOf } from '#infra/synthesise.ts';

const findings = (app: ReturnType<typeof appOf>['app']) =>
	new AwsSolutionsChecks(app)
		.validateScope(app)
		.violations.flatMap(({ ruleName, violatingResources }) =>
			violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
		);

test.each<Record<string, string>>([
	{ stage: 'dev' },
	{
		stage: 'prod',
		domain: 'app.example.com',
		certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
		alarmAddress: 'operator@example.com',
	},
])('cdk-nag has nothing to say about $stage', (context) => {
	expect(findings(appOf(context).app)).toEqual([]);
});

test('nor about what is uploaded with it', () => {
	expect(findings(appOf({ [WITHOUT_ASSETS]: '' }).app)).toEqual([]);
});

test('cdk-nag says so when something is wrong', () => {
	const { app, stack } = appOf();
	new Bucket(stack, 'open');
	expect(findings(app)).toContainEqual(expect.stringMatching(/^AwsSolutions-S10 .*open/));
	expect(findings(app)).toContainEqual(expect.stringMatching(/^AwsSolutions-S1 .*open/));
});

test('what is accepted on one construct is not accepted elsewhere', () => {
	const { app } = appOf();
	new Bucket(new Stack(app, 'other'), 'open');
	expect(findings(app)).toContainEqual(expect.stringMatching(/^AwsSolutions-S10 other/));
});
