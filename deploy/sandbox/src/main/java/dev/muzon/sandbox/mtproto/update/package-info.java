/** What happened, numbered so that clients notice gaps: pushed while they are connected, caught up afterwards. */
@NullMarked
package dev.muzon.sandbox.mtproto.update;

import org.jspecify.annotations.NullMarked;
