/** Runs in a network namespace that one veth pair joins to the host. */
@NullMarked
package dev.muzon.standalone.isolation;

import org.jspecify.annotations.NullMarked;
