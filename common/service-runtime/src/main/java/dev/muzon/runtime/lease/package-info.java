/** Who this process is to the others, and the leases it can hold. */
@NullMarked
package dev.muzon.runtime.lease;

import org.jspecify.annotations.NullMarked;
