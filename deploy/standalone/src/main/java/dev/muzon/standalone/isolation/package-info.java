/** A network of one's own: everything runs in a namespace joined to the host by one veth pair. */
@NullMarked
package dev.muzon.standalone.isolation;

import org.jspecify.annotations.NullMarked;
