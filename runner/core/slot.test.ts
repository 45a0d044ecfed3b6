import { expect, test } from 'vitest';
import { createSlot } from './slot.ts';

test('what is alone waits for what runs, and holds back what comes later', async () => {
  const slot = createSlot();
  const log: string[] = [];
  const steps = new Map<string, () => void>();
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve) => steps.set(name, resolve));
    log.push(`${name} ends`);
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const all = [slot.beside(work('a')), slot.beside(work('b')), slot.alone(work('alone')), slot.beside(work('c'))];
  await settle();
  expect(log).toEqual(['a begins', 'b begins']);
  steps.get('a')?.();
  await settle();
  expect(log).toEqual(['a begins', 'b begins', 'a ends']);
  steps.get('b')?.();
  await settle();
  expect(log.slice(3)).toEqual(['b ends', 'alone begins']);
  steps.get('alone')?.();
  await settle();
  expect(log.slice(5)).toEqual(['alone ends', 'c begins']);
  steps.get('c')?.();
  await Promise.all(all);
});

test('work that fails leaves the slot free', async () => {
  const slot = createSlot();
  await expect(slot.alone(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
  expect(await slot.beside(async () => 'served')).toBe('served');
});
