import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { immutable } from './edge.ts';
import { WITHOUT_ASSETS } from './handler.ts';

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
	}
}

const bucket = (scope: Construct, id: string, props: s3.BucketProps): s3.Bucket =>
	new s3.Bucket(scope, id, {
		blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
		encryption: s3.BucketEncryption.S3_MANAGED,
		enforceSSL: true,
		minimumTLSVersion: 1.2,
		removalPolicy: RemovalPolicy.RETAIN,
		...props,
	});
