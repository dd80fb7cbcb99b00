import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { assets, headers, originHeader, viewerHeader } from './edge.ts';
import { Files } from './files.ts';
import { accept } from './nag.ts';
import type { Secrets } from './secrets.ts';
import type { Stage } from './stage.ts';

interface WebProps {
	stage: Stage;
	api: Api;
	secrets: Secrets;
}

/** The one address people see: built files from a bucket, everything else from the API. */
export class Web extends Construct {
	/** `https://…`, no slash at the end. */
	readonly origin: string;
	readonly files: Files;
	readonly distribution: cloudfront.Distribution;

	constructor(scope: Construct, { stage, api, secrets }: WebProps) {
		super(scope, 'web');
		this.files = new Files(this);

		const everywhere: Omit<cloudfront.BehaviorOptions, 'origin'> = {
			viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
			responseHeadersPolicy: answerHeaders(this),
			compress: true,
		};
		const files: cloudfront.BehaviorOptions = {
			...everywhere,
			origin: origins.S3BucketOrigin.withOriginAccessControl(this.files.bucket),
			cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
		};
		const functions: cloudfront.BehaviorOptions = {
			...everywhere,
			origin: new origins.HttpOrigin(api.host, {
				customHeaders: { [originHeader]: secrets.origin.unsafeUnwrap() },
				protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
				originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
			}),
			allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
			cachePolicy: nothingKept(this),
			// The API answers to its own host name only, so the visitor's stays behind.
			originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
			functionAssociations: [{ function: viewerAddress(this), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
		};

		// No custom error responses: they would turn the API's 404 into a page with status 200.
		this.distribution = new cloudfront.Distribution(this, 'distribution', {
			defaultBehavior: functions,
			additionalBehaviors: Object.fromEntries(assets.map((path) => [path, files])),
			httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
			priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
			...(stage.domainName && {
				domainNames: [stage.domainName],
				certificate: acm.Certificate.fromCertificateArn(this, 'certificate', stage.certificateArn!),
				minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
			}),
		});
		this.origin = `https://${stage.domainName ?? this.distribution.distributionDomainName}`;

		accept(this.distribution, {
			'AwsSolutions-CFR1': 'Coachees travel; no country is shut out.',
			'AwsSolutions-CFR2':
				'The API throttles, sign-in counts by address, and a firewall would cost more than all the rest.',
			'AwsSolutions-CFR3':
				"Its log holds whole paths, and a letter's path is the key to its item. The API logs each route.",
			...(!stage.domainName && {
				'AwsSolutions-CFR4': "CloudFront's own name comes with its own TLS floor; a domain of ours is held to 1.2.",
			}),
		});
	}
}

/**
 * Nothing is kept: what is asked of functions is somebody's own. One second at most, and only for what says it may be,
 * because CloudFront compresses nothing under a policy that can not keep at all.
 */
const nothingKept = (scope: Construct): cloudfront.CachePolicy =>
	new cloudfront.CachePolicy(scope, 'nothing-kept', {
		minTtl: Duration.seconds(0),
		defaultTtl: Duration.seconds(0),
		maxTtl: Duration.seconds(1),
		cookieBehavior: cloudfront.CacheCookieBehavior.all(),
		queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
		enableAcceptEncodingBrotli: true,
		enableAcceptEncodingGzip: true,
	});

const viewerAddress = (scope: Construct): cloudfront.Function =>
	new cloudfront.Function(scope, 'viewer-address', {
		runtime: cloudfront.FunctionRuntime.JS_2_0,
		code: cloudfront.FunctionCode.fromInline(
			`function handler({ request, viewer }) { request.headers['${viewerHeader}'] = { value: viewer.ip }; return request; }`,
		),
	});

function answerHeaders(scope: Construct): cloudfront.ResponseHeadersPolicy {
	const {
		'content-security-policy': contentSecurityPolicy,
		'referrer-policy': referrerPolicy,
		'x-content-type-options': _,
		'x-frame-options': __,
		...others
	} = headers;
	return new cloudfront.ResponseHeadersPolicy(scope, 'headers', {
		securityHeadersBehavior: {
			contentSecurityPolicy: { contentSecurityPolicy, override: false },
			referrerPolicy: { referrerPolicy: referrerPolicy as cloudfront.HeadersReferrerPolicy, override: false },
			contentTypeOptions: { override: true },
			frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
			strictTransportSecurity: {
				accessControlMaxAge: Duration.days(730),
				includeSubdomains: true,
				preload: false,
				override: true,
			},
		},
		customHeadersBehavior: {
			customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override: true })),
		},
	});
}
