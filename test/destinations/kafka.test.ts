import { startKafka } from '../servers/kafka.ts';
import { describeServer } from './server-suite.ts';

describeServer('a broker of Kafka’s protocol', startKafka);
