// Takes the network away from a reading process from within, for machines where no outer fence can.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/**
 * After this call no code in the process can open a socket or resolve a name through Node's interfaces.
 * It is a second fence: the first is the network namespace. Nothing a document contains is run as code here, so
 * what it stops is a library that would fetch a reference by itself.
 */
export function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('a reading process has no network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.createSocket = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'] as const) {
    Object.defineProperty(dns, name, { value: refuse });
    Object.defineProperty(dns.promises, name, { value: refuse });
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
    Reflect.deleteProperty(globalThis, name);
}
