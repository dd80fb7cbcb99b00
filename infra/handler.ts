import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
import { type FunctionRole, named } from './roles.ts';

const bundles = new URL('../.build/handlers/', import.meta.url);

/** Context key: without assets a template is the same in all but code; the local system and the tests need no more. */
export const WITHOUT_ASSETS = 'focuscoachee:without-assets';

export interface HandlerProps {
	role: FunctionRole;
	environment: Record<string, string>;
	memory: number;
	timeout: Duration;
	concurrency?: number | undefined;
	/** X-Ray on. */
	trace: boolean;
}

/** One `*.handler.ts`, bundled, as a Lambda function that may write its own log and nothing it was not granted. */
export class Handler extends lambda.Function {
	readonly log: logs.LogGroup;

	constructor(scope: Construct, name: string, props: HandlerProps) {
		const log = new logs.LogGroup(scope, `${name}-log`, {
			retention: logs.RetentionDays.ONE_MONTH,
			removalPolicy: RemovalPolicy.DESTROY,
		});
		named(log, `${name}-log`);
		super(scope, name, {
			runtime: lambda.Runtime.NODEJS_24_X,
			architecture: lambda.Architecture.ARM_64,
			handler: 'index.handler',
			code: bundle(scope, name),
			role: props.role,
			environment: props.environment,
			memorySize: props.memory,
			timeout: props.timeout,
			reservedConcurrentExecutions: props.concurrency,
			tracing: props.trace ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH,
			logGroup: log,
			loggingFormat: lambda.LoggingFormat.JSON,
			// Start, end and report lines of every request would be most of the log's bill; metrics hold the same.
			systemLogLevelV2: lambda.SystemLogLevel.WARN,
		});
		this.log = log;
		named(this, name);
		log.grantWrite(props.role);
		accept(props.role, {
			'AwsSolutions-IAM5[Resource::*]':
				'X-Ray knows no resources, nor does asking for the mail quota: allowed on everything or not at all.',
		});
	}
}

function bundle(scope: Construct, name: string): lambda.Code {
	if (scope.node.tryGetContext(WITHOUT_ASSETS)) return lambda.Code.fromInline('export {};');
	const directory = fileURLToPath(new URL(name, bundles));
	if (!existsSync(directory)) throw new Error(`No bundle of ${name} in ${directory}: run npm run build first`);
	return lambda.Code.fromAsset(directory, { exclude: ['**/*.map'] });
}
