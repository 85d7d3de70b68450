import type { Same } from '../catalog.ts';
import type { auditLog as en } from '../en/audit-log.ts';

export const auditLog: Same<typeof en> = {};
