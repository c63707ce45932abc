/** Traces of what an update of Telegram leads to, through threads, jobs and services. */
@NullMarked
package dev.muzon.runtime.trace;

import org.jspecify.annotations.NullMarked;
