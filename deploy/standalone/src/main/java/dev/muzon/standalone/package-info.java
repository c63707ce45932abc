/** The commands behind {@code ./muzon}: one host, every process, no container engine. */
@NullMarked
package dev.muzon.standalone;

import org.jspecify.annotations.NullMarked;
