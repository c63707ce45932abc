/** The identity of this process, and the leases that it can hold. */
@NullMarked
package dev.muzon.runtime.lease;

import org.jspecify.annotations.NullMarked;
