/** Who is on the other side: auth keys, their making, and the sessions and messages of each connection. */
@NullMarked
package dev.muzon.sandbox.mtproto.session;

import org.jspecify.annotations.NullMarked;
