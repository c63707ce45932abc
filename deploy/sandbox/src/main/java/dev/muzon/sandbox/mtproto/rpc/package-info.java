/** The routing of requests to the methods that answer them, and errors on demand. */
@NullMarked
package dev.muzon.sandbox.mtproto.rpc;

import org.jspecify.annotations.NullMarked;
