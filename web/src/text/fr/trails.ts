import type { Same } from '../catalog.ts';
import type { trails as en } from '../en/trails.ts';

export const trails: Same<typeof en> = {};
