/** Auth keys and their exchange, and the sessions and messages of each connection. */
@NullMarked
package dev.muzon.sandbox.mtproto.session;

import org.jspecify.annotations.NullMarked;
