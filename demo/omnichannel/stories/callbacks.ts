import type { Scene } from '../scene.js';

/** Between two attempts, seconds. */
const SPACING_SECONDS = 1;
const NOT_AT_ONCE = 0.3;

/** Who holds the line asks to be called back; an agent calls, now and then a second time. */
export async function callback(scene: Scene): Promise<void> {
  const { systems, ledger } = scene.stage;
  const call = scene.expect();
  const callback = scene.expect('-back');
  call.answer = () => 'ring';
  await scene.enter(call, 'voice', 'service');
  await scene.talk('patience');
  await systems.post('/v1/contacts/{id}/callback', {
    path: { id: call.id },
    body: { id: callback.id, attempts: { max: 3, spacingSeconds: SPACING_SECONDS } },
  });
  ledger.callbacks.add(callback.id);
  const attempt = (outcome: 'noAnswer' | 'reached'): Promise<unknown> =>
    systems.post('/v1/contacts/{id}/callback/attempt', { path: { id: callback.id }, body: { outcome } });
  if (scene.draw('twice') < NOT_AT_ONCE) {
    await callback.taken.next();
    await attempt('noAnswer');
  }
  const agent = await callback.taken.next();
  await attempt('reached');
  await scene.talk();
  await callback.complete(agent);
  call.saw('callback');
}
