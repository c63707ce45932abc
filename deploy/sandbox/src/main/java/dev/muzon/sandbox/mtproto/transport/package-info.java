/** The way of packets to the server: a SOCKS5 proxy that leads everyone here, and the obfuscated framing behind it. */
@NullMarked
package dev.muzon.sandbox.mtproto.transport;

import org.jspecify.annotations.NullMarked;
