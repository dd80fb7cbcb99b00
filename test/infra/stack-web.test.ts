import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assets, routes } from '#infra/edge.ts';
import { all, named, template, templateOf, withoutTlsDenied } from './stack.template.ts';

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
