import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableSchema } from '#services/table.schema.ts';
import { named } from './roles.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** The only truth. It outlives the stack, and can be put back to any second of the last 35 days. */
export class Table extends dynamodb.Table {
	constructor(scope: Construct) {
		super(scope, 'table', {
			partitionKey: text(tableSchema.partitionKey),
			sortKey: text(tableSchema.sortKey),
			timeToLiveAttribute: tableSchema.expiry,
			billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
			pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
			deletionProtection: true,
			removalPolicy: RemovalPolicy.RETAIN,
			encryption: dynamodb.TableEncryption.AWS_MANAGED,
			// Records say which row changed, never what stands in it: whoever reads the stream has no content.
			stream: dynamodb.StreamViewType[tableSchema.stream],
		});
		named(this, 'table');
		for (const { name, partitionKey, sortKey, include } of tableSchema.indexes) {
			this.addGlobalSecondaryIndex({
				indexName: name,
				partitionKey: text(partitionKey),
				sortKey: text(sortKey),
				...(include.length > 0
					? { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...include] }
					: { projectionType: dynamodb.ProjectionType.KEYS_ONLY }),
			});
		}
	}
}
