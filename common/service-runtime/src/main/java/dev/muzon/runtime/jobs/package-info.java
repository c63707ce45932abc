/** Typed jobs over the durable queue. */
@NullMarked
package dev.muzon.runtime.jobs;

import org.jspecify.annotations.NullMarked;
