/** A MongoDB-compatible server in one small process, for the demo, tests and small hosts, but not for clusters. */
@NullMarked
package dev.muzon.embeddedmongo;

import org.jspecify.annotations.NullMarked;
