import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CfnElement, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { immutable } from './edge.ts';
import { WITHOUT_ASSETS } from './handler.ts';
import { accept } from './nag.ts';

const client = fileURLToPath(new URL('../.build/web/client', import.meta.url));

/** The bucket of built files. Nobody but CloudFront reads it, and files of earlier versions stay for pages still open. */
export class Files extends Construct {
	readonly bucket: s3.Bucket;

	constructor(scope: Construct) {
		super(scope, 'files');
		this.bucket = bucket(this, 'bucket', {
			serverAccessLogsBucket: bucket(this, 'log', { lifecycleRules: [{ expiration: Duration.days(90) }] }),
		});
		if (this.node.tryGetContext(WITHOUT_ASSETS)) return;
		if (!existsSync(client)) throw new Error(`No built web in ${client}: run npm run build first`);
		const sources = [Source.asset(client)];
		const logGroup = new logs.LogGroup(this, 'copy-log', {
			retention: logs.RetentionDays.ONE_MONTH,
			removalPolicy: RemovalPolicy.DESTROY,
		});
		const hashed = new BucketDeployment(this, 'hashed', {
			sources,
			destinationBucket: this.bucket,
			exclude: ['*'],
			include: [immutable],
			prune: false,
			cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
			logGroup,
		});
		const named = new BucketDeployment(this, 'named', {
			sources,
			destinationBucket: this.bucket,
			exclude: [immutable],
			prune: false,
			cacheControl: [CacheControl.fromString('no-cache')],
			logGroup,
		});
		named.node.addDependency(hashed);
		acceptCopier(hashed, this.bucket);
	}
}

/** The function that copies is CDK's own, one for the stack, and not in our hands. */
function acceptCopier({ handlerRole }: BucketDeployment, to: s3.Bucket): void {
	const stack = Stack.of(to);
	const [from, whole] = [`cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}`, stack.getLogicalId(idOf(to))];
	const wildcards = [
		...['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject'].map((action) => `Action::s3:${action}*`),
		`Resource::arn:aws:s3:::${from}/*`,
		`Resource::<${whole}.Arn>/*`,
	];
	const reason = "CDK's copier reads what was uploaded and writes this one bucket, during a deploy.";
	accept(handlerRole.node.scope!, {
		'AwsSolutions-L1': 'The runtime is the one CDK tests its copier with.',
		'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
			"It allows CDK's copier to write its log.",
		...Object.fromEntries(wildcards.map((it) => [`AwsSolutions-IAM5[${it}]`, reason])),
	});
}

const idOf = (bucket: s3.Bucket): CfnElement => bucket.node.defaultChild as CfnElement;

const bucket = (scope: Construct, id: string, props: s3.BucketProps): s3.Bucket =>
	new s3.Bucket(scope, id, {
		blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
		encryption: s3.BucketEncryption.S3_MANAGED,
		enforceSSL: true,
		minimumTLSVersion: 1.2,
		removalPolicy: RemovalPolicy.RETAIN,
		...props,
	});
