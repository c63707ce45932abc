/** Requests of logged-in and other devices, led to what answers them; errors on demand. */
@NullMarked
package dev.muzon.sandbox.mtproto.rpc;

import org.jspecify.annotations.NullMarked;
