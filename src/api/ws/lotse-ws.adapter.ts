import { WsAdapter } from '@nestjs/platform-ws';

export const SUB_PROTOCOL = 'lotse.v1';
/** Larger frames close the socket with 1009, before they are read whole. */
export const MAX_FRAME_BYTES = 256 * 1024;

/**
 * Plain WebSockets beside HTTP on the same port. Frames are read by the gateways' own sockets, in order and bounded,
 * and not by Nest's message handlers, which know neither.
 */
export class LotseWsAdapter extends WsAdapter {
  override create(port: number, options: Record<string, unknown> = {}): ReturnType<WsAdapter['create']> {
    return super.create(port, {
      ...options,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      clientTracking: true,
      handleProtocols: (offered: Set<string>) => (offered.has(SUB_PROTOCOL) ? SUB_PROTOCOL : false),
    });
  }

  override bindMessageHandlers(): void {
    // Frames are the gateways' business.
  }
}
