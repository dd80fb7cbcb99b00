import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assets, routes } from '#infra/edge.ts';
import { handlerFiles } from '#infra/handlers.ts';
import { NAME } from '#infra/roles.ts';
import { appOf } from '#infra/synthesise.ts';
import { tableSchema } from '#services/table.schema.ts';

const templateOf = (context: Record<string, string> = {}) => Template.fromStack(appOf(context).stack);
const template = templateOf({ stage: 'prod' });
const all = (type: string) => Object.values(template.findResources(type));
const named = (type: string, name: string) => {
	const found = all(type).find(({ Metadata }) => Metadata?.[NAME] === name);
	if (!found) throw new Error(`No ${type} is named ${name}`);
	return found.Properties;
};
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
		expect(named('AWS::Lambda::Function', 'send').ReservedConcurrentExecutions).toBe(5);
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

	test('are swept every five minutes, and somebody hears when they are not', () => {
		template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' });
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

describe('mail', () => {
	test('goes out over TLS or not at all, from a signed domain', () => {
		template.hasResourceProperties('AWS::SES::ConfigurationSet', {
			DeliveryOptions: { TlsPolicy: 'REQUIRE' },
			ReputationOptions: { ReputationMetricsEnabled: true },
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

describe('the web', () => {
	const { DistributionConfig: distribution } = all('AWS::CloudFront::Distribution')[0]!.Properties;

	test('keeps its bucket private and speaks TLS only', () => {
		template.allResourcesProperties('AWS::S3::Bucket', {
			PublicAccessBlockConfiguration: {
				BlockPublicAcls: true,
				BlockPublicPolicy: true,
				IgnorePublicAcls: true,
				RestrictPublicBuckets: true,
			},
		});
		template.resourceCountIs('AWS::S3::BucketPolicy', all('AWS::S3::Bucket').length);
		template.allResourcesProperties('AWS::S3::BucketPolicy', { PolicyDocument: withoutTlsDenied });
		for (const behavior of [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors]) {
			expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
			expect(behavior.ResponseHeadersPolicyId).toBeDefined();
		}
		template.hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: withoutTlsDenied });
	});

	test('sends the API the word that opens it, over TLS 1.2', () => {
		const api = distribution.Origins.find((it: { CustomOriginConfig?: object }) => it.CustomOriginConfig);
		expect(api.CustomOriginConfig).toMatchObject({
			OriginProtocolPolicy: 'https-only',
			OriginSSLProtocols: ['TLSv1.2'],
		});
		expect(api.OriginCustomHeaders).toMatchObject([{ HeaderName: 'x-origin-secret' }]);
		expect(api.OriginCustomHeaders[0].HeaderValue).toEqual(
			named('AWS::Lambda::Function', 'app').Environment.Variables.ORIGIN_SECRET,
		);
	});

	test('answers errors as the API does', () => {
		expect(distribution.CustomErrorResponses).toBeUndefined();
	});

	test('holds a domain of its own to TLS 1.2', () => {
		templateOf({
			domain: 'app.example.com',
			certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
		}).hasResourceProperties('AWS::CloudFront::Distribution', {
			DistributionConfig: {
				Aliases: ['app.example.com'],
				ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
			},
		});
	});

	test('takes built files from the bucket and asks functions for everything else', () => {
		expect(distribution.CacheBehaviors.map((it: { PathPattern: string }) => it.PathPattern)).toEqual(assets);
		const bucket = distribution.Origins.find((it: { S3OriginConfig?: object }) => it.S3OriginConfig);
		for (const { TargetOriginId } of distribution.CacheBehaviors) expect(TargetOriginId).toBe(bucket.Id);
		expect(bucket.OriginAccessControlId).toBeDefined();
		const keys = all('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
		const below = routes.flatMap(({ path }) => [`ANY ${path}`, `ANY ${path}/{proxy+}`]);
		expect(keys.sort()).toEqual(['$default', ...below].sort());
	});

	test('asks browsers for HTTPS only, and not to be framed', () => {
		template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
			ResponseHeadersPolicyConfig: {
				SecurityHeadersConfig: {
					StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
					FrameOptions: { FrameOption: 'DENY', Override: true },
					ContentTypeOptions: { Override: true },
					// A page's own policy carries nonces: it stands.
					ContentSecurityPolicy: {
						ContentSecurityPolicy: Match.stringLikeRegexp("frame-ancestors 'none'"),
						Override: false,
					},
				},
			},
		});
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

const queue = (name: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^deadletters${name}`), 'Arn'] });

const withoutTlsDenied = {
	Statement: Match.arrayWith([
		Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
	]),
};
