import { METHODS, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Answer, headersOf } from './answers.ts';
import { fault } from './faults.ts';

/** Node's error about bytes that it could not read as a request. */
export interface Unreadable {
  readonly code?: string;
  /** The piece of the stream that they came in. */
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

const LINGER_MS = 500;

/** The answer to bytes that are not a request. Node alone would answer 400 or nothing. */
export function answerToUnreadable(error: Unreadable): Answer {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return fault(408, 'The request did not end in time.');
    case 'HPE_HEADER_OVERFLOW':
      return fault(431, 'The request line and headers are too long.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return fault(413, 'The chunk extensions are too long.');
    case 'HPE_INVALID_METHOD':
      return namesUnknownMethod(error) ? fault(501, 'This service does not know the method.') : malformed();
    default:
      return malformed();
  }
}

/**
 * Writes a complete response to a socket that has no `ServerResponse`, and closes the connection. The client has some
 * time to close it, too: if the socket was destroyed at once, the answer could be lost.
 */
export function closeWith(socket: Socket, answer: Answer, requestId: string): void {
  if (!socket.writable) return;
  if (socket.writableLength > 0) {
    // An earlier response is still being sent, and others may wait: the client would take this answer for one of them.
    socket.destroy();
    return;
  }
  const headers = { ...headersOf(answer, requestId), Date: new Date().toUTCString(), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${lines.join('')}\r\n${answer.body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/**
 * Whether the parser stopped at a request line that is well formed but has an unknown method; RFC 9110, section 15.6.2,
 * wants 501 for that. What has arrived of an incomplete line counts as well formed if it can be the start of such a line.
 */
function namesUnknownMethod({ rawPacket, bytesParsed = 0 }: Unreadable): boolean {
  if (rawPacket === undefined) return false;
  const text = rawPacket.toString('latin1');
  const start = text.lastIndexOf('\n', bytesParsed - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = end < 0 ? text.slice(start) : text.slice(start, end).trimEnd();
  const wellFormed = end < 0 ? /^([\w!#$%&'*+\-.^`|~]+)(?: |$)/ : /^([\w!#$%&'*+\-.^`|~]+) \S+ HTTP\/1\.[01]$/;
  const method = wellFormed.exec(line)?.[1];
  return method !== undefined && !METHODS.includes(method);
}

function malformed(): Answer {
  return fault(400, 'This is not an HTTP/1.1 request.');
}
