import { describe, expect, test } from 'vitest';
import { handlerFiles } from '#infra/handlers.ts';
import { NAME } from '#infra/roles.ts';
import { appOf } from '#infra/synthesise.ts';
import { tableSchema } from '#services/table.schema.ts';
import { all, named, template } from './stack.template.ts';

const functionNames = () => all('AWS::Lambda::Function').flatMap(({ Metadata }) => Metadata?.[NAME] ?? []);

describe('the table', () => {
	test('can be put back, is hard to delete, and outlives the stack', () => {
		template.hasResource('AWS::DynamoDB::Table', {
			DeletionPolicy: 'Retain',
			UpdateReplacePolicy: 'Retain',
			Properties: {
				PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
				DeletionProtectionEnabled: true,
				BillingMode: 'PAY_PER_REQUEST',
				SSESpecification: { SSEEnabled: true },
				TimeToLiveSpecification: { AttributeName: tableSchema.expiry, Enabled: true },
			},
		});
	});

	test('tells its stream which row changed, and nothing of what stands in it', () => {
		template.hasResourceProperties('AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
	});

	test('has the indexes of the schema, within what DynamoDB allows', () => {
		const { GlobalSecondaryIndexes: indexes } = all('AWS::DynamoDB::Table')[0]!.Properties;
		expect(indexes.map((it: { IndexName: string }) => it.IndexName)).toEqual(
			tableSchema.indexes.map(({ name }) => name),
		);
		expect(indexes.at(-1).Projection).toEqual({ ProjectionType: 'KEYS_ONLY' });
		const included: number[] = indexes.map(
			(it: { Projection: { NonKeyAttributes?: string[] } }) => it.Projection.NonKeyAttributes?.length ?? 0,
		);
		expect(Math.max(...included)).toBeLessThanOrEqual(20);
		expect(included.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(100);
	});
});

describe('functions', () => {
	test('are exactly the handlers of services', () => {
		expect(functionNames().sort()).toEqual(
			handlerFiles()
				.map(({ name }) => name)
				.sort(),
		);
	});

	test('run on Node.js 24 and arm64, and keep their logs for a month', () => {
		for (const name of functionNames()) {
			const { Runtime, Architectures, LoggingConfig, Environment } = named('AWS::Lambda::Function', name);
			expect({ name, Runtime, Architectures }).toEqual({ name, Runtime: 'nodejs24.x', Architectures: ['arm64'] });
			expect(LoggingConfig.LogGroup, name).toBeDefined();
			expect(Environment.Variables).toMatchObject({ STAGE: 'prod' });
			expect(Object.keys(Environment.Variables)).toEqual(expect.arrayContaining(['TABLE_NAME', 'PUBLIC_ORIGIN']));
		}
		template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
	});

	test('get secrets as references, and only those that answer people', () => {
		for (const name of functionNames()) {
			const { ORIGIN_SECRET, SIGN_IN_SECRET } = named('AWS::Lambda::Function', name).Environment.Variables;
			if (['app', 'console', 'sign-in'].includes(name)) {
				expect(JSON.stringify(ORIGIN_SECRET)).toContain('{{resolve:secretsmanager:');
				expect(JSON.stringify(SIGN_IN_SECRET)).toContain('{{resolve:secretsmanager:');
			} else {
				expect({ ORIGIN_SECRET, SIGN_IN_SECRET }).toEqual({});
			}
		}
	});
});

test('the access log names routes, never paths or queries', () => {
	const [{ Properties }] = all('AWS::ApiGatewayV2::Stage') as [{ Properties: Record<string, never> }];
	const { AccessLogSettings, DefaultRouteSettings } = Properties as unknown as {
		AccessLogSettings: { Format: string };
		DefaultRouteSettings: object;
	};
	expect(AccessLogSettings.Format).toContain('$context.routeKey');
	expect(AccessLogSettings.Format).not.toMatch(/path|query|header|authorizer|sourceIp|\$context\.error/i);
	expect(DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
});

test('a stage that nobody knows is refused, and so is a domain without its certificate', () => {
	expect(() => appOf({ stage: 'staging' })).toThrow('stage is dev or prod');
	expect(() => appOf({ domain: 'app.example.com' })).toThrow('come together');
});
