/** Work that has to wait without keeping a thread. */
@NullMarked
package dev.muzon.gateway.later;

import org.jspecify.annotations.NullMarked;
