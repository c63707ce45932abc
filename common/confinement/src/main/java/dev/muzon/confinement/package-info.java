/**
 * Confinement of child processes that read hostile input.
 *
 * <p>A small launcher in C stands between a service and its child. The child gets its own process group, no way to new
 * rights, bounds on memory and files, and by the kernel's Landlock only the files and the TCP ports of its run. It dies
 * with the service, whatever kills that.
 */
@NullMarked
package dev.muzon.confinement;

import org.jspecify.annotations.NullMarked;
