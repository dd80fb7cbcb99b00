import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Handler } from './handler.ts';
import { accept } from './nag.ts';
import { named } from './roles.ts';

/** The door of all functions that answer people. Only CloudFront knows the word that opens it. */
export class Api extends gateway.HttpApi {
	/** What CloudFront calls. */
	readonly host: string;

	constructor(scope: Construct) {
		super(scope, 'api', { createDefaultStage: false });
		this.host = `${this.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;

		const log = new logs.LogGroup(this, 'log', {
			retention: logs.RetentionDays.ONE_MONTH,
			removalPolicy: RemovalPolicy.DESTROY,
		});
		named(log, 'api-log');
		new gateway.HttpStage(this, 'stage', {
			httpApi: this,
			stageName: '$default',
			autoDeploy: true,
			throttle: { rateLimit: 200, burstLimit: 400 },
			accessLogSettings: { destination: new gateway.LogGroupLogDestination(log), format: AccessLogFormat.custom(line) },
		});
		accept(this, {
			'AwsSolutions-APIG4':
				'Each handler checks the origin header and the sign-in; letters are answered without one, by their token.',
		});
	}

	/** Sends a path and all below it to a function; without a path, everything that goes nowhere else. */
	answer(handler: Handler, path?: string): void {
		const integration = new HttpLambdaIntegration(handler.node.id, handler, {
			scopePermissionToRoute: false,
			timeout: Duration.seconds(29),
		});
		if (path === undefined) {
			new gateway.HttpRoute(this, 'otherwise', { httpApi: this, routeKey: gateway.HttpRouteKey.DEFAULT, integration });
			return;
		}
		for (const below of [path, `${path}/{proxy+}`]) this.addRoutes({ path: below, integration });
	}
}

/**
 * The route's pattern in place of the path, and no query: a letter's path is the key to its item, and what a sign-in
 * posts or is sent back with belongs in no log.
 */
const line = JSON.stringify({
	at: '$context.requestTimeEpoch',
	requestId: '$context.requestId',
	method: '$context.httpMethod',
	route: '$context.routeKey',
	status: '$context.status',
	latency: '$context.responseLatency',
	bytes: '$context.responseLength',
});
