/** The players' API: REST and the queue. */
@NullMarked
package dev.muzon.voice.api;

import org.jspecify.annotations.NullMarked;
