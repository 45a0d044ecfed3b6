import type { Track } from '#graders';
import { asyncMastery } from './async-mastery.ts';
import { axum14 } from './axum-14.ts';
import { backendPro } from './backend-pro.ts';
import { fortyDays } from './forty-days.ts';
import { productEngineering } from './product-engineering.ts';

export { planned } from './exercises.ts';

/** The roadmaps, the first of them for whoever has not chosen. */
export const tracks: readonly Track[] = [backendPro, asyncMastery, fortyDays, productEngineering, axum14];
