/** Looking at the processes, and in the demo killing them, over HTTP on loopback. */
@NullMarked
package dev.muzon.standalone.control;

import org.jspecify.annotations.NullMarked;
