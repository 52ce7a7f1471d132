import type { Scene } from '../scene.js';

/** A call for somebody who writes a mail: the mail is set aside, and comes back to the same agent by itself. */
export function interruption(scene: Scene): Promise<void> {
  return scene.stage.blended.lend(async (agent) => {
    const number = scene.callFor(agent);
    const mail = await scene.enter(scene.expect(), 'email', 'backoffice', number);
    await mail.taken.next();
    await scene.talk('writing');
    const call = await scene.enter(scene.expect('-call'), 'voice', 'backoffice', number);
    await call.taken.next();
    await mail.setAside.next();
    await scene.talk('call');
    await call.complete(agent, scene.draw('wrapUp') < 0.6);
    await mail.taken.next();
    await scene.talk('writing again');
    await mail.complete(agent);
  });
}
