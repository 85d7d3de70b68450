import { startRedis } from '../servers/redis.ts';
import { describeServer } from './server-suite.ts';

describeServer('a real Redis', startRedis);
