import { createSocket, type Socket } from 'node:dgram';

/**
 * The wire between Kamailio and a phone, on which messages can be lost. Either side takes its port for the other's, which
 * therefore stand in each other's place in what it carries.
 */
export class LossyWire {
  private losses: RegExp[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly kamailio: number,
    private readonly phone: number,
  ) {
    socket.on('message', (message, { port }) => this.carry(String(message), port === kamailio));
  }

  /** @param kamailio where it speaks SIP; the phone has, or will have, that port */
  static async between(kamailio: string, phone: number): Promise<LossyWire> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new LossyWire(socket, Number(kamailio.split(':')[1]), phone);
  }

  get port(): number {
    return this.socket.address().port;
  }

  /** For each of these the next message that it matches is lost. */
  lose(...losses: RegExp[]): void {
    this.losses = losses;
  }

  /** What never came to be lost. */
  get left(): RegExp[] {
    return this.losses;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(resolve));
  }

  private carry(message: string, isOfKamailio: boolean): void {
    const lost = this.losses.find((loss) => loss.test(message));
    if (lost !== undefined) {
      this.losses = this.losses.filter((loss) => loss !== lost);
      return;
    }
    const { port } = this;
    const [here, there] = isOfKamailio ? [this.kamailio, this.phone] : [this.phone, this.kamailio];
    const placeOf = (named: number): number => (named === here ? port : named === port ? there : named);
    const said = message.replace(/(?<=127\.0\.0\.1:)\d+/g, (named) => String(placeOf(Number(named))));
    this.socket.send(said, there, '127.0.0.1');
  }
}
