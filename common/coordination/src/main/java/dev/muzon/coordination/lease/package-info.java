/** One owner per thing: leases with heartbeat, fencing token and the owner's address. */
@NullMarked
package dev.muzon.coordination.lease;

import org.jspecify.annotations.NullMarked;
