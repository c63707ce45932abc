/** The endpoint that the real libtdjson talks to: an MTProto server over the shared world, behind a SOCKS5 proxy. */
@NullMarked
package dev.muzon.sandbox.mtproto;

import org.jspecify.annotations.NullMarked;
