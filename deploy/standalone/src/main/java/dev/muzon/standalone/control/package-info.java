/** A view of the processes over HTTP on loopback, and in the demo a way to kill them. */
@NullMarked
package dev.muzon.standalone.control;

import org.jspecify.annotations.NullMarked;
